package chat.server.store.sql;

import chat.server.metrics.ServerMetrics;
import chat.server.store.MessageStore;
import chat.server.store.MessageStoreContract;
import java.time.InstantSource;

class PostgresStoreTest extends MessageStoreContract {
    @Override
    protected MessageStore open() throws Exception {
        return PostgresStore.open(
                        TestPostgres.shared().database(),
                        "token",
                        new byte[32],
                        InstantSource.system(),
                        new ServerMetrics())
                .messages();
    }
}

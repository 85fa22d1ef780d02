package chat.server.store.sql;

import chat.server.metrics.ServerMetrics;
import chat.server.store.AccountStore;
import chat.server.store.AccountStoreContract;
import java.time.InstantSource;

class PostgresAccountStoreTest extends AccountStoreContract {
    private SqlMessageStore store;

    @Override
    protected AccountStore open() throws Exception {
        store = PostgresStore.open(
                        TestPostgres.shared().database(),
                        "token",
                        new byte[32],
                        InstantSource.system(),
                        new ServerMetrics())
                .messages();
        return store.accounts();
    }

    @Override
    protected void close() {
        store.close();
    }
}

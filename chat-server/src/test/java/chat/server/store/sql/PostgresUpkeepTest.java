package chat.server.store.sql;

import chat.server.config.StoreChoice;
import chat.server.metrics.ServerMetrics;
import java.io.IOException;

class PostgresUpkeepTest extends PeopleUpkeepContract {
    @Override
    KeptStore open() throws IOException {
        StoreChoice.Postgres place = TestPostgres.shared().database();
        return new KeptStore(
                clock -> PostgresStore.open(place, "token", new byte[32], clock, new ServerMetrics())
                        .messages(),
                () -> Inspection.ofPostgres(place));
    }
}

package chat.server.store.sql;

import chat.server.config.StoreChoice;
import chat.server.metrics.ServerMetrics;
import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;

/**
 * The store of servers that share a PostgreSQL database.
 *
 * @param messages whoever opened it closes this
 * @param key a key of the database, see {@link #open}
 */
public record PostgresStore(SqlMessageStore messages, byte[] key) {
    /**
     * Opens the store of this database, and makes its tables when it has none. No other server may have it open. Blocks.
     *
     * @param keyName there is one key of this name in the database
     * @param freshKey what it is unless it was made before, by whatever server
     * @throws IOException when that cannot be; the message is one line and says why
     */
    public static PostgresStore open(
            StoreChoice.Postgres place, String keyName, byte[] freshKey, InstantSource clock, ServerMetrics metrics)
            throws IOException {
        PostgresDatabase database = PostgresDatabase.open(place);
        try {
            byte[] key = database.secret(keyName, freshKey);
            return new PostgresStore(SqlMessageStore.over(database, clock, metrics), key);
        } catch (SQLException e) {
            database.close();
            throw new IOException(PostgresFailures.problem(place, e), e);
        }
    }
}

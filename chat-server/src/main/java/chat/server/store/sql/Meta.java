package chat.server.store.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** What a database says about itself, in its table {@code meta}. */
final class Meta {
    private static final String EPOCH = "epoch";

    private Meta() {}

    /** The epoch that {@link #renewEpoch} gave. */
    static String epoch(Statements statements) throws SQLException {
        PreparedStatement query = statements.get("SELECT value FROM meta WHERE key = ?");
        query.setString(1, EPOCH);
        try (ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("meta: no epoch (expected: one since the schema was made)");
            }
            return row.getString(1);
        }
    }

    /** Gives a database that counts anew, or was restored from a backup, an epoch of its own; in a transaction. */
    static void renewEpoch(Statements statements) throws SQLException {
        PreparedStatement put = statements.get("INSERT INTO meta (key, value) VALUES (?, ?)"
                + " ON CONFLICT (key) DO UPDATE SET value = excluded.value");
        put.setString(1, EPOCH);
        put.setString(2, UUID.randomUUID().toString());
        put.executeUpdate();
    }
}

package chat.server.store.sql;

import chat.protocol.UserId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** What a database says about itself, in its table {@code meta}. */
final class Meta {
    private static final String EPOCH = "epoch";

    /** Before the id of a user who is being erased; the value is who stands there afterwards. */
    private static final String ERASING = "erasing:";

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

    /**
     * Begins to erase a user, or goes on with what was interrupted; in a transaction.
     *
     * @param nobody who stands there afterwards, if it begins
     * @return who does
     */
    static UserId erasing(Statements statements, UserId user, UserId nobody) throws SQLException {
        PreparedStatement put = statements.get("INSERT INTO meta (key, value) VALUES (?, ?)"
                + " ON CONFLICT (key) DO UPDATE SET value = meta.value RETURNING value");
        put.setString(1, ERASING + user);
        put.setString(2, nobody.value());
        try (ResultSet row = put.executeQuery()) {
            row.next();
            return new UserId(row.getString(1));
        }
    }

    /** Users of whom some may have been erased, and some not. */
    static Set<UserId> erasing(Statements statements) throws SQLException {
        PreparedStatement query = statements.get("SELECT key FROM meta WHERE key LIKE ?");
        query.setString(1, ERASING + "%");
        Set<UserId> users = new HashSet<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                users.add(new UserId(row.getString(1).substring(ERASING.length())));
            }
        }
        return users;
    }

    /** The user is erased; in a transaction. */
    static void erased(Statements statements, UserId user) throws SQLException {
        PreparedStatement delete = statements.get("DELETE FROM meta WHERE key = ?");
        delete.setString(1, ERASING + user);
        delete.executeUpdate();
    }
}

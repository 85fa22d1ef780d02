package chat.server.store.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Drops the oldest events of a room that it is no longer to keep, a few at a time: one transaction of the writer's, small
 * enough that nobody waits long for it.
 */
final class RetentionStep {
    /** Events that are dropped at once. */
    static final int EVENTS_MAX = 200;

    private final Statements statements;
    private final Dialect dialect;

    /**
     * What became of it.
     *
     * @param first the oldest event that is still there
     * @param dropped how many events went
     * @param more whether there are more to drop, for all that is known
     */
    record Dropped(long first, int dropped, boolean more) {}

    /**
     * What is not to be kept.
     *
     * @param before events from before this moment, epoch milliseconds; 0: none
     * @param keep all but so many events; 0: none
     */
    record Limits(long before, long keep) {}

    RetentionStep(Statements statements, Dialect dialect) {
        this.statements = statements;
        this.dialect = dialect;
    }

    /** Whether there is anything to drop. */
    static boolean isDue(Statements statements, long roomId, Limits limits) throws SQLException {
        PreparedStatement query = statements.get("SELECT r.first, r.head, e.at FROM rooms AS r"
                + " JOIN events AS e ON e.room_id = r.id AND e.seq = r.first WHERE r.id = ?");
        query.setLong(1, roomId);
        try (ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                return false;
            }
            long kept = row.getLong(2) - row.getLong(1) + 1;
            return (limits.keep() > 0 && kept > limits.keep()) || row.getLong(3) < limits.before();
        }
    }

    /** Drops what there is to drop at once; a room that is not there has nothing. */
    Dropped run(long roomId, Limits limits) throws SQLException {
        PreparedStatement query =
                statements.get("SELECT r.first, r.head FROM rooms AS r WHERE r.id = ?" + dialect.forUpdate("r"));
        query.setLong(1, roomId);
        long first;
        long head;
        try (ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                return new Dropped(0, 0, false);
            }
            first = row.getLong(1);
            head = row.getLong(2);
        }
        long surplus = limits.keep() == 0 ? first : Math.max(first, head - limits.keep() + 1);
        long end = end(roomId, first, Math.min(first + EVENTS_MAX, head + 1), new Limits(limits.before(), surplus));
        if (end > first) {
            new LogCut(statements, dialect).run(roomId, first, end);
            PreparedStatement update = statements.get("UPDATE rooms SET first = ? WHERE id = ?");
            update.setLong(1, end);
            update.setLong(2, roomId);
            update.executeUpdate();
        }
        int dropped = (int) (end - first);
        return new Dropped(end, dropped, dropped == EVENTS_MAX);
    }

    /** The first event that is to be kept, of so many. */
    private long end(long roomId, long first, long endMax, Limits limits) throws SQLException {
        PreparedStatement query = statements.get("SELECT e.seq, e.at FROM events AS e"
                + " WHERE e.room_id = ? AND e.seq >= ? AND e.seq < ? ORDER BY e.seq");
        query.setLong(1, roomId);
        query.setLong(2, first);
        query.setLong(3, endMax);
        long end = first;
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                if (row.getLong(1) >= limits.keep() && row.getLong(2) >= limits.before()) {
                    break;
                }
                end = row.getLong(1) + 1;
            }
        }
        return end;
    }
}

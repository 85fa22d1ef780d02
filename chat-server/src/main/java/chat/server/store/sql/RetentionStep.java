package chat.server.store.sql;

import chat.protocol.UserId;
import chat.server.store.SearchWords;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Drops the oldest events of a room that it is no longer to keep, a few at a time: one transaction of the writer's, small
 * enough that nobody waits long for it.
 *
 * <p>With a message goes whatever tells of it: its words in the index, its reactions, and the texts of its edits, which may
 * stand in events that stay.
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

    private record Range(long first, long end) {}

    RetentionStep(Statements statements, Dialect dialect) {
        this.statements = statements;
        this.dialect = dialect;
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
        Range range =
                range(roomId, first, Math.min(first + EVENTS_MAX, head + 1), new Limits(limits.before(), surplus));
        int dropped = (int) (range.end - range.first);
        if (dropped > 0) {
            drop(roomId, range);
        }
        return new Dropped(range.end, dropped, dropped == EVENTS_MAX);
    }

    /** The oldest events up to the first that is to be kept; and their words leave the index. */
    private Range range(long roomId, long first, long endMax, Limits limits) throws SQLException {
        PreparedStatement query = statements.get("SELECT e.id, e.seq, e.at, e.kind, e.user_id, e.text, e.deleted"
                + " FROM events AS e WHERE e.room_id = ? AND e.seq >= ? AND e.seq < ? ORDER BY e.seq");
        query.setLong(1, roomId);
        query.setLong(2, first);
        query.setLong(3, endMax);
        List<Dialect.Indexed> findable = new ArrayList<>();
        long end = first;
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                if (row.getLong(2) >= limits.keep() && row.getLong(3) >= limits.before()) {
                    break;
                }
                end = row.getLong(2) + 1;
                if (row.getInt(4) == EventRows.POSTED && row.getInt(7) == 0) {
                    findable.add(new Dialect.Indexed(
                            row.getLong(1),
                            roomId,
                            new UserId(row.getString(5)),
                            SearchWords.of(row.getString(6)).joined()));
                }
            }
        }
        if (!findable.isEmpty()) {
            dialect.unindex(statements, findable);
        }
        return new Range(first, end);
    }

    private void drop(long roomId, Range range) throws SQLException {
        over(
                roomId,
                range,
                "UPDATE events SET text = '' WHERE room_id = ? AND target >= ? AND target < ? AND kind = "
                        + EventRows.EDITED);
        over(roomId, range, "DELETE FROM reactions WHERE room_id = ? AND target >= ? AND target < ?");
        over(roomId, range, "DELETE FROM events WHERE room_id = ? AND seq >= ? AND seq < ?");
        PreparedStatement update = statements.get("UPDATE rooms SET first = ? WHERE id = ?");
        update.setLong(1, range.end);
        update.setLong(2, roomId);
        update.executeUpdate();
    }

    private void over(long roomId, Range range, String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        statement.setLong(1, roomId);
        statement.setLong(2, range.first);
        statement.setLong(3, range.end);
        statement.executeUpdate();
    }
}

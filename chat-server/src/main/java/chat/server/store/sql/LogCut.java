package chat.server.store.sql;

import chat.protocol.UserId;
import chat.server.store.SearchWords;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the oldest events off a room's log, with whatever tells of them: words in the index, reactions, mentions, reports, and
 * the texts of their edits, which may stand in events that stay. In the writer's transaction.
 */
final class LogCut {
    private final Statements statements;
    private final Dialect dialect;

    LogCut(Statements statements, Dialect dialect) {
        this.statements = statements;
        this.dialect = dialect;
    }

    /**
     * Cuts off the events of a stretch.
     *
     * @param first the oldest that is there
     * @param end the one behind the last that goes
     */
    void run(long roomId, long first, long end) throws SQLException {
        forgetPosts(roomId, first, end);
        over(
                roomId,
                first,
                end,
                "UPDATE events SET text = '', mentions = NULL WHERE room_id = ? AND target >= ? AND target < ? AND kind = "
                        + EventRows.EDITED);
        over(roomId, first, end, "DELETE FROM reactions WHERE room_id = ? AND target >= ? AND target < ?");
        over(
                roomId,
                first,
                end,
                "DELETE FROM reports WHERE room = (SELECT r.name FROM rooms AS r WHERE r.id = ?)"
                        + " AND seq >= ? AND seq < ?");
        over(roomId, first, end, "DELETE FROM events WHERE room_id = ? AND seq >= ? AND seq < ?");
    }

    private void forgetPosts(long roomId, long first, long end) throws SQLException {
        PreparedStatement query =
                statements.get("SELECT e.id, e.seq, e.user_id, e.text, e.mentions, r.visibility FROM events AS e"
                        + " JOIN rooms AS r ON r.id = e.room_id WHERE e.room_id = ? AND e.seq >= ? AND e.seq < ?"
                        + " AND e.kind = " + EventRows.POSTED + " AND e.deleted = 0 ORDER BY e.seq");
        query.setLong(1, roomId);
        query.setLong(2, first);
        query.setLong(3, end);
        List<Dialect.Indexed> findable = new ArrayList<>();
        MentionRows mentions = new MentionRows(statements);
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                UserId author = new UserId(row.getString(3));
                findable.add(new Dialect.Indexed(
                        row.getLong(1),
                        new Dialect.Place(roomId, row.getInt(6) == Codes.PUBLIC),
                        author,
                        SearchWords.of(row.getString(4)).joined()));
                mentions.delete(new MentionRows.Of(roomId, row.getLong(2), author), MentionRows.read(row.getString(5)));
            }
        }
        if (!findable.isEmpty()) {
            dialect.unindex(statements, findable);
        }
        mentions.write();
    }

    private void over(long roomId, long first, long end, String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        statement.setLong(1, roomId);
        statement.setLong(2, first);
        statement.setLong(3, end);
        statement.executeUpdate();
    }
}

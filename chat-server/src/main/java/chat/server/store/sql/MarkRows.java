package chat.server.store.sql;

import chat.protocol.UserId;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Rows of {@code read_marks}. */
final class MarkRows {
    private final PreparedStatement upsert;

    MarkRows(Statements statements) throws SQLException {
        upsert = statements.get("INSERT INTO read_marks (user_id, room_id, seq, at)"
                + " SELECT u.user_id, r.id, CAST(? AS BIGINT), CAST(? AS BIGINT) FROM (SELECT CAST(? AS TEXT) AS user_id)"
                + " AS u CROSS JOIN rooms AS r WHERE r.id = ? AND " + MemberRows.readableBy("u.user_id")
                + " ON CONFLICT (user_id, room_id) DO UPDATE SET seq = excluded.seq,"
                + " at = excluded.at WHERE excluded.seq > read_marks.seq");
    }

    /** Moves a mark forward, of whoever may read the room, with the next {@link #write}. */
    void advance(UserId user, long roomId, long seq, long at) throws SQLException {
        upsert.setLong(1, seq);
        upsert.setLong(2, at);
        upsert.setString(3, user.value());
        upsert.setLong(4, roomId);
        upsert.addBatch();
    }

    void write() throws SQLException {
        upsert.executeBatch();
    }
}

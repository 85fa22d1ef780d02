package chat.server.store.sql;

import chat.protocol.Cid;
import chat.protocol.MessageText;
import chat.protocol.PostState;
import chat.protocol.Reason;
import chat.protocol.Report;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.server.store.Moderation;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of {@code reports}: those that nobody has resolved. */
final class ReportRows {
    private static final String SELECT =
            "SELECT id, room, seq, post_at, post_user_id, post_user_name, post_cid, post_text, post_mentions,"
                    + " post_reply_to, reason, by_id, by_name, at FROM reports WHERE id > ?";

    private final Statements statements;

    ReportRows(Statements statements) {
        this.statements = statements;
    }

    /**
     * Adds one.
     *
     * @return nothing: this user has reported this message before
     */
    Optional<Moderation.Outcome> add(Report report) throws SQLException {
        RoomEvent.Posted post = report.post();
        if (isThere(report)) {
            return Optional.empty();
        }
        if (isFull(report)) {
            return Optional.of(Moderation.Outcome.TOO_MANY);
        }
        // The text is taken from the log in this transaction: what was erased since somebody read it does not come
        // back.
        PreparedStatement insert = statements.get("INSERT INTO reports (room, seq, post_at, post_user_id,"
                + " post_user_name, post_cid, post_text, post_mentions, post_reply_to, reason, by_id, by_name, at)"
                + " SELECT r.name, e.seq, e.at, e.user_id, e.user_name, e.cid, e.text, e.mentions, e.reply_to,"
                + " CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS BIGINT)"
                + " FROM rooms AS r JOIN events AS e ON e.room_id = r.id AND e.seq >= r.first"
                + " WHERE r.name = ? AND r.state = " + Codes.THERE + " AND e.seq = ? AND e.kind = " + EventRows.POSTED
                + " AND e.deleted = 0");
        insert.setString(1, report.reason().value());
        insert.setString(2, report.by().id().value());
        insert.setString(3, report.by().name().value());
        insert.setLong(4, report.at());
        insert.setString(5, post.room().value());
        insert.setLong(6, post.seq());
        return Optional.of(insert.executeUpdate() > 0 ? Moderation.Outcome.DONE : Moderation.Outcome.GONE);
    }

    private boolean isThere(Report report) throws SQLException {
        PreparedStatement query =
                statements.get("SELECT count(*) FROM reports WHERE room = ? AND seq = ? AND by_id = ?");
        query.setString(1, report.post().room().value());
        query.setLong(2, report.post().seq());
        query.setString(3, report.by().id().value());
        try (ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1) > 0;
        }
    }

    private boolean isFull(Report report) throws SQLException {
        PreparedStatement query = statements.get("SELECT (SELECT count(*) FROM reports WHERE room = ?),"
                + " (SELECT count(*) FROM reports WHERE by_id = ?), (SELECT count(*) FROM reports)");
        query.setString(1, report.post().room().value());
        query.setString(2, report.by().id().value());
        try (ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1) >= Moderation.OPEN_REPORTS_PER_ROOM_MAX
                    || row.getLong(2) >= Moderation.OPEN_REPORTS_PER_USER_MAX
                    || row.getLong(3) >= Moderation.OPEN_REPORTS_MAX;
        }
    }

    /** Takes one away; false: there is none such. */
    boolean remove(RoomName room, long id) throws SQLException {
        PreparedStatement delete = statements.get("DELETE FROM reports WHERE id = ? AND room = ?");
        delete.setLong(1, id);
        delete.setString(2, room.value());
        return delete.executeUpdate() > 0;
    }

    /** Those of a room, or of all, behind an id. */
    List<Report> page(Optional<RoomName> room, long after, int limit) throws SQLException {
        PreparedStatement query =
                statements.get(SELECT + (room.isPresent() ? " AND room = ?" : "") + " ORDER BY id LIMIT ?");
        int index = 1;
        query.setLong(index++, after);
        if (room.isPresent()) {
            query.setString(index++, room.get().value());
        }
        query.setInt(index, limit);
        List<Report> found = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                found.add(read(row));
            }
        }
        return found;
    }

    private static Report read(ResultSet row) throws SQLException {
        RoomEvent.Posted post = new RoomEvent.Posted(
                new RoomName(row.getString(2)),
                row.getLong(3),
                row.getLong(4),
                RestrictionRows.author(row, 5),
                new Cid(row.getString(7)),
                new MessageText(row.getString(8)),
                MentionRows.read(row.getString(9)),
                EventRows.number(row, 10),
                PostState.FRESH);
        return new Report(
                row.getLong(1), post, new Reason(row.getString(11)), RestrictionRows.author(row, 12), row.getLong(14));
    }
}

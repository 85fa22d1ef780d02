package chat.server.store.sql;

import chat.protocol.Author;
import chat.protocol.UserId;
import chat.server.store.SearchWords;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts nobody in the place of a user, in some of the user's events at a time: one transaction of the writer's, small enough
 * that nobody waits long for it. What the user wrote is blanked as if deleted, and nothing else is left that leads back: no
 * name, no id, no {@code cid}.
 */
final class ErasureStep {
    /** Events that are changed at once. */
    static final int EVENTS_MAX = 200;

    private static final String FORGET_CIDS =
            "UPDATE cids SET user_id = ?, cid = 'erased-' || id, fingerprint = 0 WHERE ";

    private final Statements statements;
    private final Dialect dialect;
    private final UserId user;
    private final Author nobody;

    /** An event of the user. */
    private record Own(long id, long roomId, long seq, int kind, long target, String text, boolean deleted) {}

    /** @param nobody who stands there afterwards; one such for each user, so that nothing falls together */
    ErasureStep(Statements statements, Dialect dialect, UserId user, Author nobody) {
        this.statements = statements;
        this.dialect = dialect;
        this.user = user;
        this.nobody = nobody;
    }

    /**
     * Erases the user from the events with these {@code events.id}, at most {@link #EVENTS_MAX}; others' are left alone.
     *
     * @return the {@code rooms.id} of those that are no longer as they were
     */
    Set<Long> run(List<Long> ids) throws SQLException {
        List<Own> events = load(ids);
        List<Dialect.Indexed> findable = new ArrayList<>();
        Set<Long> rooms = new HashSet<>();
        for (Own event : events) {
            rooms.add(event.roomId);
            switch (event.kind) {
                case EventRows.POSTED -> {
                    if (!event.deleted) {
                        findable.add(new Dialect.Indexed(
                                event.id,
                                event.roomId,
                                user,
                                SearchWords.of(event.text).joined()));
                        blankPost(event);
                    }
                }
                case EventRows.REACTED -> renameReaction(event);
                case EventRows.TOPIC_CHANGED -> forgetTopic(event);
                default -> {}
            }
            rename(event.id, event.kind);
            forgetCid(event.id);
        }
        if (!findable.isEmpty()) {
            dialect.unindex(statements, findable);
        }
        return rooms;
    }

    private List<Own> load(List<Long> ids) throws SQLException {
        PreparedStatement query = statements.get("SELECT e.id, e.room_id, e.seq, e.kind, e.target, e.text, e.deleted"
                + " FROM events AS e WHERE e.id = ? AND e.user_id = ?");
        List<Own> events = new ArrayList<>();
        for (Long id : ids) {
            query.setLong(1, id);
            query.setString(2, user.value());
            try (ResultSet row = query.executeQuery()) {
                if (row.next()) {
                    events.add(new Own(
                            row.getLong(1),
                            row.getLong(2),
                            row.getLong(3),
                            row.getInt(4),
                            row.getLong(5),
                            row.getString(6),
                            row.getInt(7) == 1));
                }
            }
        }
        return events;
    }

    /** As if its author had deleted it, but without an event that says so. */
    private void blankPost(Own post) throws SQLException {
        run(
                "UPDATE events SET text = '', original = NULL, edited_seq = NULL, deleted = 1, pinned = 0, reacted = 0"
                        + " WHERE id = ?",
                post.id);
        run(
                "UPDATE events SET text = '' WHERE room_id = ? AND target = ? AND kind = " + EventRows.EDITED,
                post.roomId,
                post.seq);
        run("DELETE FROM reactions WHERE room_id = ? AND target = ?", post.roomId, post.seq);
    }

    private void renameReaction(Own reaction) throws SQLException {
        // Whoever was erased in part and reacted again is there once.
        PreparedStatement again =
                statements.get("DELETE FROM reactions WHERE room_id = ? AND target = ? AND emoji = ? AND user_id = ?"
                        + " AND EXISTS (SELECT 1 FROM reactions AS r WHERE r.room_id = reactions.room_id"
                        + " AND r.target = reactions.target AND r.emoji = reactions.emoji AND r.user_id = ?)");
        again.setLong(1, reaction.roomId);
        again.setLong(2, reaction.target);
        again.setString(3, reaction.text);
        again.setString(4, user.value());
        again.setString(5, nobody.id().value());
        again.executeUpdate();
        PreparedStatement update = statements.get(
                "UPDATE reactions SET user_id = ? WHERE room_id = ? AND target = ? AND emoji = ? AND user_id = ?");
        update.setString(1, nobody.id().value());
        update.setLong(2, reaction.roomId);
        update.setLong(3, reaction.target);
        update.setString(4, reaction.text);
        update.setString(5, user.value());
        update.executeUpdate();
    }

    /** A topic is somebody's words too; the room keeps it when somebody else gave it another since. */
    private void forgetTopic(Own event) throws SQLException {
        PreparedStatement update = statements.get("UPDATE rooms SET topic = '' WHERE id = ? AND topic = ?");
        update.setLong(1, event.roomId);
        update.setString(2, event.text);
        update.executeUpdate();
    }

    /** The emoji of a reaction stays: it is one of a few, and counted. */
    private void rename(long id, int kind) throws SQLException {
        boolean words = kind == EventRows.EDITED || kind == EventRows.TOPIC_CHANGED;
        PreparedStatement update = statements.get("UPDATE events SET user_id = ?, user_name = ?, cid = ?"
                + (words ? ", text = ''" : "") + " WHERE id = ?");
        update.setString(1, nobody.id().value());
        update.setString(2, nobody.name().value());
        update.setString(3, cid(id));
        update.setLong(4, id);
        update.executeUpdate();
    }

    /** Clients make their {@code cid} as they like, of a name for example. */
    private static String cid(long id) {
        return "erased-" + id;
    }

    /** Forgets how far the user has read; returns in how many rooms. */
    int forgetMarks() throws SQLException {
        PreparedStatement marks = statements.get("DELETE FROM read_marks WHERE user_id = ?");
        marks.setString(1, user.value());
        return marks.executeUpdate();
    }

    /** In the transaction that renames the event: what a draft was named goes on standing for it. */
    private void forgetCid(long id) throws SQLException {
        PreparedStatement update = statements.get(FORGET_CIDS + "id = ? AND user_id = ?");
        update.setString(1, nobody.id().value());
        update.setLong(2, id);
        update.setString(3, user.value());
        update.executeUpdate();
    }

    /** Erases the user from some of the names of drafts whose events are gone; returns how many, 0 when there are no more. */
    int forgetCids() throws SQLException {
        PreparedStatement cids = statements.get(FORGET_CIDS + "id IN (SELECT c.id FROM " + dialect.cids()
                + " c.user_id = ? AND NOT EXISTS (SELECT 1 FROM events AS e WHERE e.id = c.id) LIMIT " + EVENTS_MAX
                + ")");
        cids.setString(1, nobody.id().value());
        cids.setString(2, user.value());
        return cids.executeUpdate();
    }

    private void run(String sql, long... parameters) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setLong(i + 1, parameters[i]);
        }
        statement.executeUpdate();
    }
}

package chat.server.store.sql;

import chat.protocol.Author;
import chat.protocol.Mentions;
import chat.protocol.UserId;
import chat.protocol.Visibility;
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

    /** What has to do with a user, of {@code events AS e}; {@link #bind} gives it its parameters. */
    static final String TELLS = "(e.user_id = ? OR e.about_id = ? OR e.mentions LIKE ? OR e.original_mentions LIKE ?)";

    private static final String FORGET_CIDS =
            "UPDATE cids SET user_id = ?, cid = 'erased-' || id, fingerprint = 0 WHERE ";

    private final Statements statements;
    private final Dialect dialect;
    private final UserId user;
    private final Author nobody;

    /** An event of the user, or one that tells of it. */
    private record Told(long id, Dialect.Place place, long seq, int kind, Content content) {}

    /** What it says. */
    private record Content(UserId author, boolean isAbout, long target, String text, boolean deleted, Called called) {}

    /** Whom it mentions. */
    private record Called(Mentions now, Mentions original) {}

    /** @param nobody who stands there afterwards; one such for each user, so that nothing falls together */
    ErasureStep(Statements statements, Dialect dialect, UserId user, Author nobody) {
        this.statements = statements;
        this.dialect = dialect;
        this.user = user;
        this.nobody = nobody;
    }

    /**
     * Erases the user from the events with these {@code events.id}, at most {@link #EVENTS_MAX}; those that do not tell of it
     * are left alone.
     *
     * @return the {@code rooms.id} of those that are no longer as they were
     */
    Set<Long> run(List<Long> ids) throws SQLException {
        List<Told> events = load(ids);
        List<Dialect.Indexed> findable = new ArrayList<>();
        MentionRows mentions = new MentionRows(statements);
        Set<Long> rooms = new HashSet<>();
        for (Told event : events) {
            rooms.add(event.place.room());
            forgetMention(event, mentions);
            if (event.content.isAbout) {
                forgetAbout(event);
            }
            if (event.content.author.equals(user)) {
                eraseOwn(event, findable);
            }
        }
        if (!findable.isEmpty()) {
            dialect.unindex(statements, findable);
        }
        mentions.write();
        return rooms;
    }

    private void eraseOwn(Told event, List<Dialect.Indexed> findable) throws SQLException {
        switch (event.kind) {
            case EventRows.POSTED -> {
                if (!event.content.deleted) {
                    findable.add(new Dialect.Indexed(
                            event.id,
                            event.place,
                            user,
                            SearchWords.of(event.content.text).joined()));
                    blankPost(event);
                }
            }
            case EventRows.REACTED -> renameReaction(event);
            case EventRows.TOPIC_CHANGED -> forgetTopic(event);
            case EventRows.ROOM_CHANGED -> forgetDescription(event);
            default -> {}
        }
        rename(event.id, event.kind);
        forgetCid(event.id);
    }

    private List<Told> load(List<Long> ids) throws SQLException {
        PreparedStatement query = statements.get("SELECT e.id, e.room_id, r.visibility, e.seq, e.kind, e.user_id,"
                + " e.about_id, e.target, e.text, e.deleted, e.mentions, e.original_mentions FROM events AS e"
                + " JOIN rooms AS r ON r.id = e.room_id WHERE e.id = ? AND " + TELLS);
        List<Told> events = new ArrayList<>();
        for (Long id : ids) {
            query.setLong(1, id);
            bind(query, 2, user);
            try (ResultSet row = query.executeQuery()) {
                if (row.next()) {
                    Content content = new Content(
                            new UserId(row.getString(6)),
                            user.value().equals(row.getString(7)),
                            row.getLong(8),
                            row.getString(9),
                            row.getInt(10) == 1,
                            new Called(MentionRows.read(row.getString(11)), MentionRows.read(row.getString(12))));
                    events.add(new Told(
                            row.getLong(1),
                            new Dialect.Place(row.getLong(2), row.getInt(3) == Codes.PUBLIC),
                            row.getLong(4),
                            row.getInt(5),
                            content));
                }
            }
        }
        return events;
    }

    /** Binds what {@link #TELLS} has to be told, from this parameter on. */
    static void bind(PreparedStatement query, int parameter, UserId user) throws SQLException {
        query.setString(parameter, user.value());
        query.setString(parameter + 1, user.value());
        query.setString(parameter + 2, "% " + user + " %");
        query.setString(parameter + 3, "% " + user + " %");
    }

    /** Others' words stay as they are, but no longer lead to the user; the user's own messages mention nobody any more. */
    private void forgetMention(Told event, MentionRows rows) throws SQLException {
        boolean own = event.content.author.equals(user);
        Mentions before = event.content.called.now;
        Mentions after = own ? Mentions.NONE : without(before);
        if (event.kind == EventRows.POSTED) {
            MentionRows.Of post = new MentionRows.Of(event.place.room(), event.seq, event.content.author);
            rows.delete(post, before);
            rows.insert(post, after);
        }
        PreparedStatement update = statements.get("UPDATE events SET mentions = ?, original_mentions = ? WHERE id = ?");
        update.setString(1, MentionRows.column(after));
        update.setString(2, own ? null : MentionRows.column(without(event.content.called.original)));
        update.setLong(3, event.id);
        update.executeUpdate();
    }

    private Mentions without(Mentions mentions) {
        return new Mentions(
                mentions.users().stream().filter(it -> !it.equals(user)).toList(), mentions.room());
    }

    private void forgetAbout(Told event) throws SQLException {
        forgetTitle(event);
        PreparedStatement update = statements.get("UPDATE events SET about_id = ?, about_name = ? WHERE id = ?");
        update.setString(1, nobody.id().value());
        update.setString(2, nobody.name().value());
        update.setLong(3, event.id);
        update.executeUpdate();
    }

    /** A direct room is called by its people, and a private one without a title by who made it; then by its key instead. */
    private void forgetTitle(Told about) throws SQLException {
        run(
                "UPDATE rooms SET title = name WHERE id = ? AND (visibility = " + Codes.of(Visibility.DIRECT)
                        + " OR title = (SELECT e.about_name FROM events AS e WHERE e.id = ?))",
                about.place.room(),
                about.id);
        run(
                "UPDATE events SET title = (SELECT r.name FROM rooms AS r WHERE r.id = events.room_id) WHERE room_id = ?"
                        + " AND " + EventRows.aboutRoom("events") + " AND kind = " + EventRows.ROOM_CHANGED
                        + " AND title = (SELECT e.about_name FROM events AS e WHERE e.id = ?)",
                about.place.room(),
                about.id);
    }

    /** As if its author had deleted it, but without an event that says so. */
    private void blankPost(Told post) throws SQLException {
        run(
                "UPDATE events SET text = '', original = NULL, edited_seq = NULL, deleted = 1, pinned = 0, reacted = 0"
                        + " WHERE id = ?",
                post.id);
        run(
                "UPDATE events SET text = '', mentions = NULL WHERE room_id = ? AND target = ? AND kind = "
                        + EventRows.EDITED,
                post.place.room(),
                post.seq);
        run("DELETE FROM reactions WHERE room_id = ? AND target = ?", post.place.room(), post.seq);
    }

    private void renameReaction(Told reaction) throws SQLException {
        // Whoever was erased in part and reacted again is there once.
        PreparedStatement again =
                statements.get("DELETE FROM reactions WHERE room_id = ? AND target = ? AND emoji = ? AND user_id = ?"
                        + " AND EXISTS (SELECT 1 FROM reactions AS r WHERE r.room_id = reactions.room_id"
                        + " AND r.target = reactions.target AND r.emoji = reactions.emoji AND r.user_id = ?)");
        again.setLong(1, reaction.place.room());
        again.setLong(2, reaction.content.target);
        again.setString(3, reaction.content.text);
        again.setString(4, user.value());
        again.setString(5, nobody.id().value());
        again.executeUpdate();
        PreparedStatement update = statements.get(
                "UPDATE reactions SET user_id = ? WHERE room_id = ? AND target = ? AND emoji = ? AND user_id = ?");
        update.setString(1, nobody.id().value());
        update.setLong(2, reaction.place.room());
        update.setLong(3, reaction.content.target);
        update.setString(4, reaction.content.text);
        update.setString(5, user.value());
        update.executeUpdate();
    }

    /** A topic is somebody's words too; the room keeps it when somebody else gave it another since. */
    private void forgetTopic(Told event) throws SQLException {
        PreparedStatement update = statements.get("UPDATE rooms SET topic = '' WHERE id = ? AND topic = ?");
        update.setLong(1, event.place.room());
        update.setString(2, event.content.text);
        update.executeUpdate();
    }

    /** A description too, and every event with settings repeats it; unless it was there before this one. */
    private void forgetDescription(Told event) throws SQLException {
        PreparedStatement update = statements.get("UPDATE events AS e SET text = '' WHERE e.room_id = ? AND "
                + EventRows.ABOUT_ROOM + " AND e.kind = " + EventRows.ROOM_CHANGED + " AND e.text = ? AND NOT EXISTS"
                + " (SELECT 1 FROM events AS b WHERE b.room_id = ? AND " + EventRows.aboutRoom("b") + " AND b.kind = "
                + EventRows.ROOM_CHANGED + " AND b.seq < ? AND b.text = ?)");
        update.setLong(1, event.place.room());
        update.setString(2, event.content.text);
        update.setLong(3, event.place.room());
        update.setLong(4, event.seq);
        update.setString(5, event.content.text);
        if (update.executeUpdate() > 0) {
            PreparedStatement room =
                    statements.get("UPDATE rooms SET description = '' WHERE id = ? AND description = ?");
            room.setLong(1, event.place.room());
            room.setString(2, event.content.text);
            room.executeUpdate();
        }
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

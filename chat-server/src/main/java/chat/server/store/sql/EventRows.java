package chat.server.store.sql;

import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.Description;
import chat.protocol.Emoji;
import chat.protocol.Mentions;
import chat.protocol.MessageText;
import chat.protocol.PostState;
import chat.protocol.Role;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.RoomTitle;
import chat.protocol.Topic;
import chat.protocol.UserId;
import chat.protocol.UserName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of {@code events} as events. What stands in {@code reactions} is added elsewhere. */
final class EventRows {
    /** What {@link #read} needs, of {@code events AS e}, as the first columns of a query. */
    static final String COLUMNS = "e.id, e.room_id, e.seq, e.at, e.kind, e.user_id, e.user_name, e.cid, e.text,"
            + " e.turned_on, e.users, e.reply_to, e.target, e.edited_seq, e.deleted, e.pinned, e.replies, e.last_reply,"
            + " e.reacted, e.mentions, e.about_id, e.about_name, e.role, e.title, e.posting, e.slow_seconds";

    /** The column behind {@link #COLUMNS}. */
    static final int COLUMNS_END = 27;

    static final int POSTED = 0;
    static final int EDITED = 1;
    static final int DELETED = 2;
    static final int REACTED = 3;
    static final int PINNED = 4;
    static final int TOPIC_CHANGED = 5;
    static final int MEMBER_ADDED = 6;
    static final int MEMBER_REMOVED = 7;
    static final int ROLE_CHANGED = 8;
    static final int ROOM_CHANGED = 9;

    /** Of {@code events AS e}: those that tell of the room itself, and of who is in it. */
    static final String ABOUT_ROOM = aboutRoom("e");

    /**
     * An event with what is not told about it.
     *
     * @param reacted whether it has rows in {@code reactions}
     */
    record Row(long id, long roomId, RoomEvent event, boolean reacted) {
        Row with(RoomEvent other) {
            return new Row(id, roomId, other, reacted);
        }
    }

    private static final String INSERT_START =
            "INSERT INTO events (id, room_id, seq, at, kind, user_id, user_name, cid, text, turned_on,";

    /** Adds an event about a message, or about the topic, as it is committed; {@link #bind} gives it its values. */
    private static final String INSERT =
            INSERT_START + " users, reply_to, target, mentions) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** As the other, about somebody, or the room's settings. */
    private static final String INSERT_ABOUT = INSERT_START
            + " about_id, about_name, role, title, posting, slow_seconds) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
            + " ?, ?, ?)";

    private EventRows() {}

    /** As {@link #ABOUT_ROOM}, of {@code events} by another name. As the index says it, or it is not used. */
    static String aboutRoom(String events) {
        return events + ".kind >= " + MEMBER_ADDED;
    }

    /** What adds an event. */
    static String insert(RoomEvent event) {
        return kind(event) < MEMBER_ADDED ? INSERT : INSERT_ABOUT;
    }

    /**
     * Binds a row for {@link #insert}.
     *
     * @param erased its text is gone already; else a message has the one that it has after the transaction
     */
    static void bind(PreparedStatement insert, long id, long roomId, RoomEvent event, boolean erased)
            throws SQLException {
        int kind = kind(event);
        insert.setLong(1, id);
        insert.setLong(2, roomId);
        insert.setLong(3, event.seq());
        insert.setLong(4, event.at());
        insert.setInt(5, kind);
        insert.setString(6, event.from().id().value());
        insert.setString(7, event.from().name().value());
        insert.setString(8, event.cid().value());
        insert.setString(9, erased ? "" : text(event));
        insert.setInt(10, isOn(event) ? 1 : 0);
        if (kind < MEMBER_ADDED) {
            insert.setInt(11, event instanceof RoomEvent.Reacted reacted ? reacted.count() : 0);
            bind(insert, 12, event instanceof RoomEvent.Posted posted ? posted.replyTo() : null);
            bind(insert, 13, event instanceof RoomEvent.Change change ? (Long) change.target() : null);
            insert.setString(14, erased ? null : MentionRows.column(mentions(event)));
        } else {
            bindAbout(insert, event);
        }
    }

    private static void bindAbout(PreparedStatement insert, RoomEvent event) throws SQLException {
        Author about = about(event);
        Role role = role(event);
        insert.setString(11, about == null ? null : about.id().value());
        insert.setString(12, about == null ? null : about.name().value());
        bind(insert, 13, role == null ? null : (Long) (long) Codes.of(role));
        RoomSettings settings = event instanceof RoomEvent.RoomChanged changed ? changed.settings() : null;
        insert.setString(14, settings == null ? null : settings.title().value());
        bind(insert, 15, settings == null ? null : (Long) (long) Codes.of(settings.posting()));
        bind(insert, 16, settings == null ? null : (Long) (long) settings.slowSeconds());
    }

    private static @Nullable Author about(RoomEvent event) {
        if (event instanceof RoomEvent.MemberAdded added) {
            return added.user();
        }
        if (event instanceof RoomEvent.MemberRemoved removed) {
            return removed.user();
        }
        return event instanceof RoomEvent.RoleChanged changed ? changed.user() : null;
    }

    private static @Nullable Role role(RoomEvent event) {
        if (event instanceof RoomEvent.MemberAdded added) {
            return added.role();
        }
        return event instanceof RoomEvent.RoleChanged changed ? changed.role() : null;
    }

    private static int kind(RoomEvent event) {
        if (event instanceof RoomEvent.Posted) {
            return POSTED;
        }
        if (event instanceof RoomEvent.Edited) {
            return EDITED;
        }
        if (event instanceof RoomEvent.Deleted) {
            return DELETED;
        }
        if (event instanceof RoomEvent.Reacted) {
            return REACTED;
        }
        return event instanceof RoomEvent.Pinned ? PINNED : kindOfOthers(event);
    }

    private static int kindOfOthers(RoomEvent event) {
        if (event instanceof RoomEvent.TopicChanged) {
            return TOPIC_CHANGED;
        }
        if (event instanceof RoomEvent.MemberAdded) {
            return MEMBER_ADDED;
        }
        if (event instanceof RoomEvent.MemberRemoved) {
            return MEMBER_REMOVED;
        }
        return event instanceof RoomEvent.RoleChanged ? ROLE_CHANGED : ROOM_CHANGED;
    }

    private static boolean isOn(RoomEvent event) {
        return (event instanceof RoomEvent.Reacted reacted && reacted.on())
                || (event instanceof RoomEvent.Pinned pinned && pinned.on())
                || (event instanceof RoomEvent.RoomChanged changed
                        && changed.settings().archived());
    }

    /** What stands in the column {@code text}. */
    private static String text(RoomEvent event) {
        if (event instanceof RoomEvent.Posted posted) {
            return posted.text().value();
        }
        if (event instanceof RoomEvent.Edited edited) {
            return edited.text().value();
        }
        if (event instanceof RoomEvent.Reacted reacted) {
            return reacted.emoji().value();
        }
        if (event instanceof RoomEvent.TopicChanged changed) {
            return changed.topic().value();
        }
        return event instanceof RoomEvent.RoomChanged changed
                ? changed.settings().description().value()
                : "";
    }

    private static Mentions mentions(RoomEvent event) {
        if (event instanceof RoomEvent.Posted posted) {
            return posted.mentions();
        }
        return event instanceof RoomEvent.Edited edited ? edited.mentions() : Mentions.NONE;
    }

    /** Binds a number that may be absent. */
    static void bind(PreparedStatement statement, int index, @Nullable Long value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, value);
        }
    }

    /** The event of the present row, without its reactions. */
    static Row read(ResultSet row, RoomName room) throws SQLException {
        return new Row(row.getLong(1), row.getLong(2), event(row, room), row.getInt(19) == 1);
    }

    private static RoomEvent event(ResultSet row, RoomName room) throws SQLException {
        long seq = row.getLong(3);
        long at = row.getLong(4);
        int kind = row.getInt(5);
        Author from = new Author(new UserId(row.getString(6)), new UserName(row.getString(7)));
        Cid cid = new Cid(row.getString(8));
        String text = row.getString(9);
        boolean on = row.getInt(10) == 1;
        long target = row.getLong(13);
        return switch (kind) {
            case POSTED ->
                new RoomEvent.Posted(
                        room, seq, at, from, cid, new MessageText(text), mentions(row), number(row, 12), state(row));
            case EDITED -> new RoomEvent.Edited(room, seq, at, from, cid, target, new MessageText(text), mentions(row));
            case DELETED -> new RoomEvent.Deleted(room, seq, at, from, cid, target);
            case REACTED ->
                new RoomEvent.Reacted(room, seq, at, from, cid, target, new Emoji(text), on, row.getInt(11));
            case PINNED -> new RoomEvent.Pinned(room, seq, at, from, cid, target, on);
            case TOPIC_CHANGED -> new RoomEvent.TopicChanged(room, seq, at, from, cid, new Topic(text));
            case MEMBER_ADDED -> new RoomEvent.MemberAdded(room, seq, at, from, cid, about(row), role(row));
            case MEMBER_REMOVED -> new RoomEvent.MemberRemoved(room, seq, at, from, cid, about(row));
            case ROLE_CHANGED -> new RoomEvent.RoleChanged(room, seq, at, from, cid, about(row), role(row));
            case ROOM_CHANGED -> new RoomEvent.RoomChanged(room, seq, at, from, cid, settings(row, text, on));
            default -> throw new SQLException("events.kind: " + kind + " (expected: 0 to 9)");
        };
    }

    private static Mentions mentions(ResultSet row) throws SQLException {
        return MentionRows.read(row.getString(20));
    }

    private static Author about(ResultSet row) throws SQLException {
        return RestrictionRows.author(row, 21);
    }

    private static Role role(ResultSet row) throws SQLException {
        return Codes.role(row.getInt(23));
    }

    private static RoomSettings settings(ResultSet row, String description, boolean archived) throws SQLException {
        return new RoomSettings(
                new RoomTitle(row.getString(24)),
                new Description(description),
                Codes.posting(row.getInt(25)),
                archived,
                row.getInt(26));
    }

    private static PostState state(ResultSet row) throws SQLException {
        return new PostState(
                number(row, 14), row.getInt(15) == 1, row.getInt(16) == 1, row.getInt(17), number(row, 18), List.of());
    }

    /** A number that may be absent. */
    static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}

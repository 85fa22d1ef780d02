package chat.server.store.sql;

import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.Emoji;
import chat.protocol.Mentions;
import chat.protocol.MessageText;
import chat.protocol.PostState;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
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
            + " e.reacted";

    /** The column behind {@link #COLUMNS}. */
    static final int COLUMNS_END = 20;

    static final int POSTED = 0;
    static final int EDITED = 1;
    static final int DELETED = 2;
    static final int REACTED = 3;
    static final int PINNED = 4;
    static final int TOPIC_CHANGED = 5;

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

    /** Adds an event as it is committed; {@link #bind} gives it its values. */
    static final String INSERT =
            "INSERT INTO events (id, room_id, seq, at, kind, user_id, user_name, cid, text, turned_on,"
                    + " users, reply_to, target) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private EventRows() {}

    /** Binds a row for {@link #INSERT}; a message with the text that it has after the transaction. */
    static void bind(PreparedStatement insert, long id, long roomId, RoomEvent event, String text) throws SQLException {
        insert.setLong(1, id);
        insert.setLong(2, roomId);
        insert.setLong(3, event.seq());
        insert.setLong(4, event.at());
        insert.setInt(5, kind(event));
        insert.setString(6, event.from().id().value());
        insert.setString(7, event.from().name().value());
        insert.setString(8, event.cid().value());
        insert.setString(9, text);
        insert.setInt(10, isOn(event) ? 1 : 0);
        insert.setInt(11, event instanceof RoomEvent.Reacted reacted ? reacted.count() : 0);
        bind(insert, 12, event instanceof RoomEvent.Posted posted ? posted.replyTo() : null);
        bind(insert, 13, event instanceof RoomEvent.Change change ? (Long) change.target() : null);
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
        if (event instanceof RoomEvent.TopicChanged) {
            return TOPIC_CHANGED;
        }
        if (event instanceof RoomEvent.Pinned) {
            return PINNED;
        }
        throw new UnsupportedOperationException("event: " + event.getClass());
    }

    private static boolean isOn(RoomEvent event) {
        return (event instanceof RoomEvent.Reacted reacted && reacted.on())
                || (event instanceof RoomEvent.Pinned pinned && pinned.on());
    }

    /** What stands in the column {@code text}. */
    static String text(RoomEvent event) {
        if (event instanceof RoomEvent.Posted posted) {
            return posted.text().value();
        }
        if (event instanceof RoomEvent.Edited edited) {
            return edited.text().value();
        }
        if (event instanceof RoomEvent.Reacted reacted) {
            return reacted.emoji().value();
        }
        return event instanceof RoomEvent.TopicChanged changed ? changed.topic().value() : "";
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
                        room, seq, at, from, cid, new MessageText(text), Mentions.NONE, number(row, 12), state(row));
            case EDITED -> new RoomEvent.Edited(room, seq, at, from, cid, target, new MessageText(text), Mentions.NONE);
            case DELETED -> new RoomEvent.Deleted(room, seq, at, from, cid, target);
            case REACTED ->
                new RoomEvent.Reacted(room, seq, at, from, cid, target, new Emoji(text), on, row.getInt(11));
            case PINNED -> new RoomEvent.Pinned(room, seq, at, from, cid, target, on);
            case TOPIC_CHANGED -> new RoomEvent.TopicChanged(room, seq, at, from, cid, new Topic(text));
            default -> throw new SQLException("events.kind: " + kind + " (expected: 0 to 5)");
        };
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

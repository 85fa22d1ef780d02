package chat.server.store.sql;

import chat.protocol.Emoji;
import chat.protocol.PostState;
import chat.protocol.ProtocolLimits;
import chat.protocol.Reaction;
import chat.protocol.RoomEvent;
import chat.protocol.UserId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds to messages who reacted to them: one query for a page, none when nobody did. */
final class ReactionRows {
    private final Statements statements;
    private final Dialect dialect;

    /** Users of one emoji under one message, in the order they came. */
    private record Emojis(Emoji emoji, int count, List<UserId> users) {}

    ReactionRows(Statements statements, Dialect dialect) {
        this.statements = statements;
        this.dialect = dialect;
    }

    /** The events of the rows, in their order. */
    List<RoomEvent> addTo(List<EventRows.Row> rows) throws SQLException {
        Elements reacted = new Elements();
        for (EventRows.Row row : rows) {
            if (row.reacted()) {
                reacted.add(row.id(), row.roomId(), row.event().seq());
            }
        }
        if (reacted.isEmpty()) {
            return rows.stream().map(EventRows.Row::event).toList();
        }
        Map<Long, List<Emojis>> found = find(reacted);
        List<RoomEvent> events = new ArrayList<>(rows.size());
        for (EventRows.Row row : rows) {
            List<Emojis> emojis = found.get(row.id());
            if (row.reacted() && emojis == null) {
                throw new SQLException("reactions: none of room_id " + row.roomId() + ", target "
                        + row.event().seq() + " (expected: some; the database is damaged, restore a backup)");
            }
            events.add(
                    emojis != null && row.event() instanceof RoomEvent.Posted post ? with(post, emojis) : row.event());
        }
        return events;
    }

    /** By {@code events.id}; emoji in the order they came first. */
    private Map<Long, List<Emojis>> find(Elements reacted) throws SQLException {
        PreparedStatement query = statements.get("SELECT id, emoji, users, user_id FROM (SELECT w.id AS id,"
                + " r.emoji AS emoji, r.user_id AS user_id, r.seq AS seq, r.first_seq AS first_seq,"
                + " count(*) OVER (PARTITION BY w.id, r.emoji) AS users,"
                + " row_number() OVER (PARTITION BY w.id, r.emoji ORDER BY r.seq) AS place"
                + " FROM (SELECT CAST(k.value ->> 0 AS BIGINT) AS id, CAST(k.value ->> 1 AS BIGINT) AS room_id,"
                + " CAST(k.value ->> 2 AS BIGINT) AS target FROM " + dialect.elements("k")
                + ") AS w CROSS JOIN reactions AS r WHERE r.room_id = w.room_id AND r.target = w.target) AS counted"
                + " WHERE place <= " + ProtocolLimits.REACTION_USERS_MAX + " ORDER BY id, first_seq, emoji, seq");
        query.setString(1, reacted.toString());
        Map<Long, List<Emojis>> found = new HashMap<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                List<Emojis> emojis = found.computeIfAbsent(row.getLong(1), id -> new ArrayList<>());
                Emoji emoji = new Emoji(row.getString(2));
                if (emojis.isEmpty() || !emojis.get(emojis.size() - 1).emoji().equals(emoji)) {
                    emojis.add(new Emojis(emoji, row.getInt(3), new ArrayList<>()));
                }
                emojis.get(emojis.size() - 1).users().add(new UserId(row.getString(4)));
            }
        }
        return found;
    }

    private static RoomEvent with(RoomEvent.Posted post, List<Emojis> emojis) {
        PostState state = post.state();
        List<Reaction> reactions = emojis.stream()
                .map(each -> new Reaction(each.emoji(), each.count(), List.copyOf(each.users())))
                .toList();
        return post.with(
                post.text(),
                new PostState(
                        state.editedSeq(),
                        state.deleted(),
                        state.pinned(),
                        state.replies(),
                        state.lastReply(),
                        reactions));
    }
}

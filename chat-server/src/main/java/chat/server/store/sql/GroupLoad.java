package chat.server.store.sql;

import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.Emoji;
import chat.protocol.MessageText;
import chat.protocol.Role;
import chat.protocol.RoomName;
import chat.protocol.Topic;
import chat.protocol.UserId;
import chat.server.store.Draft;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds what there is to know before a group can be planned: a query for each kind of thing, however large the group, and
 * none for what nobody asks. Most groups are new messages, and need two.
 */
final class GroupLoad {
    private final Statements statements;
    private final Dialect dialect;
    private final Map<RoomName, PlannedRoom> rooms = new HashMap<>();
    private final Map<Long, PlannedRoom> roomsById = new HashMap<>();

    GroupLoad(Statements statements, Dialect dialect) {
        this.statements = statements;
        this.dialect = dialect;
    }

    /**
     * The rooms of a group that have a row, by name, with the messages that its drafts are about. The rooms' rows are kept
     * from others until the transaction ends; locked in the order of their names, so that nobody waits in a circle.
     */
    Map<RoomName, PlannedRoom> rooms(Work.Group group) throws SQLException {
        Set<RoomName> names = new TreeSet<>();
        group.appends().forEach(append -> names.add(append.room()));
        group.marks().forEach(mark -> names.add(mark.room()));
        loadRooms(names);
        loadPosts(group.appends());
        loadMembers(group.appends());
        return rooms;
    }

    private void loadRooms(Set<RoomName> names) throws SQLException {
        if (names.isEmpty()) {
            return;
        }
        Elements wanted = new Elements();
        names.forEach(name -> wanted.add(name.value()));
        PreparedStatement query = statements.get("SELECT r.id, r.name, r.topic, r.first, r.head, r.visibility, r.state,"
                + " r.title, r.description, r.posting, r.archived, r.slow_seconds FROM "
                + dialect.elements("k") + " CROSS JOIN rooms AS r WHERE r.name = k.value ->> 0 ORDER BY r.name"
                + dialect.forUpdate("r"));
        query.setString(1, wanted.toString());
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                PlannedRoom.Row stored = new PlannedRoom.Row(
                        row.getLong(1),
                        Codes.settings(row, 8),
                        new Topic(row.getString(3)),
                        row.getLong(4),
                        row.getLong(5));
                boolean everybody = row.getInt(6) == Codes.PUBLIC;
                PlannedRoom room = PlannedRoom.stored(new RoomName(row.getString(2)), stored, everybody, row.getInt(7));
                rooms.put(room.name(), room);
                roomsById.put(room.id(), room);
            }
        }
    }

    private void loadMembers(List<Work.Append> appends) throws SQLException {
        Elements users = new Elements();
        Elements counts = new Elements();
        for (Work.Append append : appends) {
            PlannedRoom room = rooms.get(append.room());
            for (Draft draft : append.drafts()) {
                Author user = member(draft);
                if (room != null && user != null) {
                    users.add(room.id(), user.id());
                    counts.add(room.id());
                }
            }
        }
        if (users.isEmpty()) {
            return;
        }
        PreparedStatement query = statements.get("SELECT m.room_id, m.user_id, m.role FROM " + dialect.elements("k")
                + " CROSS JOIN room_members AS m WHERE m.room_id = CAST(k.value ->> 0 AS BIGINT)"
                + " AND m.user_id = k.value ->> 1");
        query.setString(1, users.toString());
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                room(row.getLong(1)).keptRoles().loaded(new UserId(row.getString(2)), Codes.role(row.getInt(3)));
            }
        }
        countMembers(counts);
    }

    private void countMembers(Elements wanted) throws SQLException {
        PreparedStatement query = statements.get("SELECT m.room_id, count(*), count(CASE WHEN m.role = "
                + Codes.of(Role.OWNER) + " THEN 1 END) FROM room_members AS m"
                + " JOIN (SELECT DISTINCT CAST(k.value ->> 0 AS BIGINT) AS room_id FROM " + dialect.elements("k")
                + ") AS w ON m.room_id = w.room_id GROUP BY m.room_id");
        query.setString(1, wanted.toString());
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                room(row.getLong(1)).keptRoles().loaded(row.getInt(2), row.getInt(3));
            }
        }
    }

    private static @Nullable Author member(Draft draft) {
        if (draft instanceof Draft.AddMember add) {
            return add.user();
        }
        if (draft instanceof Draft.RemoveMember remove) {
            return remove.user();
        }
        return draft instanceof Draft.SetRole set ? set.user() : null;
    }

    private void loadPosts(List<Work.Append> appends) throws SQLException {
        Elements posts = new Elements();
        Elements reactions = new Elements();
        Elements reactors = new Elements();
        Elements boards = new Elements();
        for (Work.Append append : appends) {
            PlannedRoom room = rooms.get(append.room());
            for (Draft draft : append.drafts()) {
                Long target = target(draft);
                if (room == null || target == null) {
                    continue;
                }
                posts.add(room.id(), target);
                if (draft instanceof Draft.React) {
                    reactions.add(room.id(), target);
                    reactors.add(room.id(), target, draft.from().id());
                } else if (draft instanceof Draft.Pin) {
                    boards.add(room.id());
                }
            }
        }
        if (!posts.isEmpty()) {
            loadPosts(posts);
        }
        if (!reactions.isEmpty()) {
            loadReactions(reactions);
            loadReactors(reactors);
        }
        if (!boards.isEmpty()) {
            loadBoards(boards);
        }
    }

    private static @Nullable Long target(Draft draft) {
        if (draft instanceof Draft.Post post) {
            return post.replyTo();
        }
        return draft instanceof Draft.OfTarget ofTarget ? ofTarget.target() : null;
    }

    private void loadPosts(Elements wanted) throws SQLException {
        PreparedStatement query = statements.get("SELECT e.room_id, e.id, e.seq, e.user_id, e.reply_to, e.text,"
                + " e.mentions, e.original, e.original_mentions, e.edited_seq, e.deleted, e.pinned FROM "
                + dialect.elements("k")
                + " CROSS JOIN events AS e WHERE e.room_id = CAST(k.value ->> 0 AS BIGINT)"
                + " AND e.seq = CAST(k.value ->> 1 AS BIGINT) AND e.kind = " + EventRows.POSTED);
        query.setString(1, wanted.toString());
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                PlannedRoom room = room(row.getLong(1));
                room.put(PlannedPost.stored(
                        new PlannedPost.Place(room, row.getLong(2), row.getLong(3), new UserId(row.getString(4))),
                        EventRows.number(row, 5),
                        new PlannedPost.Words(new MessageText(row.getString(6)), MentionRows.read(row.getString(7))),
                        new PlannedPost.Present(
                                row.getString(8),
                                MentionRows.read(row.getString(9)),
                                EventRows.number(row, 10),
                                row.getInt(11) == 1,
                                row.getInt(12) == 1)));
            }
        }
    }

    private void loadReactions(Elements wanted) throws SQLException {
        PreparedStatement query = statements.get("SELECT r.room_id, r.target, r.emoji, count(*), min(r.first_seq) FROM"
                + " reactions AS r JOIN (SELECT DISTINCT CAST(k.value ->> 0 AS BIGINT) AS room_id,"
                + " CAST(k.value ->> 1 AS BIGINT) AS target FROM " + dialect.elements("k")
                + ") AS w ON r.room_id = w.room_id AND r.target = w.target GROUP BY r.room_id, r.target, r.emoji");
        query.setString(1, wanted.toString());
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                PlannedPost post = room(row.getLong(1)).post(row.getLong(2));
                post.loaded(new Emoji(row.getString(3)), new PlannedPost.Count(row.getInt(4), row.getLong(5)));
            }
        }
    }

    private void loadReactors(Elements wanted) throws SQLException {
        PreparedStatement query = statements.get("SELECT r.room_id, r.target, r.emoji, r.user_id FROM "
                + dialect.elements("k") + " CROSS JOIN reactions AS r WHERE r.room_id = CAST(k.value ->> 0 AS BIGINT)"
                + " AND r.target = CAST(k.value ->> 1 AS BIGINT) AND r.user_id = k.value ->> 2");
        query.setString(1, wanted.toString());
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                PlannedPost post = room(row.getLong(1)).post(row.getLong(2));
                post.loaded(new PlannedPost.EmojiOf(new Emoji(row.getString(3)), new UserId(row.getString(4))));
            }
        }
    }

    private void loadBoards(Elements wanted) throws SQLException {
        PreparedStatement query = statements.get("SELECT e.room_id, count(*) FROM events AS e"
                + " JOIN (SELECT DISTINCT CAST(k.value ->> 0 AS BIGINT) AS room_id FROM " + dialect.elements("k")
                + ") AS w ON e.room_id = w.room_id JOIN rooms AS r ON r.id = e.room_id"
                + " WHERE e.pinned = 1 AND e.seq >= r.first GROUP BY e.room_id");
        query.setString(1, wanted.toString());
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                room(row.getLong(1)).pins(row.getInt(2));
            }
        }
    }

    private PlannedRoom room(long id) {
        PlannedRoom room = roomsById.get(id);
        if (room == null) {
            throw new IllegalStateException("rooms.id: " + id + " (expected: one that was asked for)");
        }
        return room;
    }

    /** Those of the drafts' names that were used before. */
    static Map<CidKey, KnownCid> cids(Statements statements, Dialect dialect, List<Work.Append> appends)
            throws SQLException {
        Elements wanted = new Elements();
        for (Work.Append append : appends) {
            append.drafts().forEach(draft -> wanted.add(draft.from().id(), draft.cid()));
        }
        Map<CidKey, KnownCid> known = new HashMap<>();
        if (wanted.isEmpty()) {
            return known;
        }
        PreparedStatement query =
                statements.get("SELECT c.user_id, c.cid, (SELECT name FROM rooms WHERE id = c.room_id),"
                        + " c.seq, c.at, c.fingerprint FROM " + dialect.elements("k") + " CROSS JOIN " + dialect.cids()
                        + " c.user_id = k.value ->> 0 AND c.cid = k.value ->> 1");
        query.setString(1, wanted.toString());
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                known.put(
                        new CidKey(new UserId(row.getString(1)), new Cid(row.getString(2))),
                        new KnownCid(new RoomName(row.getString(3)), row.getLong(4), row.getLong(5), row.getInt(6)));
            }
        }
        return known;
    }
}

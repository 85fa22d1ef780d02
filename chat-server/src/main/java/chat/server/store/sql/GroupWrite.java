package chat.server.store.sql;

import chat.protocol.MessageText;
import chat.protocol.RoomEvent;
import chat.server.store.AuditEntry;
import chat.server.store.LogFacts;
import chat.server.store.SearchWords;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes what a {@link GroupPlan} collected: one batch for each kind of row. */
final class GroupWrite {
    private final Statements statements;
    private final Dialect dialect;
    private final GroupPlan plan;

    GroupWrite(Statements statements, Dialect dialect, GroupPlan plan) {
        this.statements = statements;
        this.dialect = dialect;
        this.plan = plan;
    }

    void write() throws SQLException {
        if (plan.events().isEmpty()) {
            return;
        }
        insertRooms();
        insertEvents();
        insertCids();
        updateReplies();
        if (!plan.changed().isEmpty()) {
            updateReactions();
            updatePosts();
            erase();
        }
        writeMentions();
        updateRooms();
        index();
        for (AuditEntry entry : plan.audits()) {
            new AuditRows(statements).add(entry);
        }
    }

    private void insertRooms() throws SQLException {
        PreparedStatement insert = statements.get("INSERT INTO rooms (title, description, posting, archived,"
                + " slow_seconds, name, visibility, head) VALUES (?, ?, ?, ?, ?, ?, ?, 0) RETURNING id");
        for (PlannedRoom room : plan.rooms()) {
            if (room.changed() && !room.hasRow()) {
                Codes.bind(insert, 1, room.settings());
                insert.setString(6, room.name().value());
                insert.setInt(7, Codes.of(room.name().visibility()));
                try (ResultSet row = insert.executeQuery()) {
                    row.next();
                    room.id(row.getLong(1));
                }
            }
        }
    }

    private void insertEvents() throws SQLException {
        Set<String> inserts = new LinkedHashSet<>();
        for (GroupPlan.NewEvent each : plan.events()) {
            String sql = EventRows.insert(each.event());
            inserts.add(sql);
            PreparedStatement insert = statements.get(sql);
            EventRows.bind(insert, each.id(), each.room().id(), each.event(), isErased(each));
            insert.addBatch();
        }
        for (String sql : inserts) {
            statements.get(sql).executeBatch();
        }
    }

    /** A text that the same group takes back is never written. */
    private static boolean isErased(GroupPlan.NewEvent each) {
        RoomEvent event = each.event();
        long target = event instanceof RoomEvent.Edited edited ? edited.target() : event.seq();
        return each.room().message(target).filter(LogFacts.Target::deleted).isPresent();
    }

    private void insertCids() throws SQLException {
        PreparedStatement insert = statements.get(
                "INSERT INTO cids (id, user_id, cid, room_id, seq, at, fingerprint)" + " VALUES (?, ?, ?, ?, ?, ?, ?)");
        for (GroupPlan.NewEvent each : plan.events()) {
            Integer fingerprint = each.fingerprint();
            if (fingerprint == null) {
                continue;
            }
            insert.setLong(1, each.id());
            insert.setString(2, each.event().from().id().value());
            insert.setString(3, each.event().cid().value());
            insert.setLong(4, each.room().id());
            insert.setLong(5, each.event().seq());
            insert.setLong(6, each.event().at());
            insert.setInt(7, fingerprint);
            insert.addBatch();
        }
        insert.executeBatch();
    }

    private void updateReplies() throws SQLException {
        if (plan.replies().isEmpty()) {
            return;
        }
        PreparedStatement update =
                statements.get("UPDATE events SET replies = replies + 1, last_reply = ? WHERE room_id = ? AND seq = ?");
        for (GroupPlan.Reply reply : plan.replies()) {
            update.setLong(1, reply.seq());
            update.setLong(2, reply.room().id());
            update.setLong(3, reply.root());
            update.addBatch();
        }
        update.executeBatch();
    }

    private void updateReactions() throws SQLException {
        PreparedStatement put = statements.get("INSERT INTO reactions (room_id, target, emoji, user_id, seq, first_seq)"
                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (room_id, target, emoji, user_id) DO NOTHING");
        PreparedStatement take =
                statements.get("DELETE FROM reactions WHERE room_id = ? AND target = ? AND emoji = ? AND user_id = ?");
        // One by one: the same may come and go in one group, and there are seldom many.
        for (GroupPlan.Reaction reaction : plan.reactions()) {
            PreparedStatement statement = reaction.on() ? put : take;
            statement.setLong(1, reaction.post().room().id());
            statement.setLong(2, reaction.post().seq());
            statement.setString(3, reaction.reactor().emoji().value());
            statement.setString(4, reaction.reactor().user().value());
            if (reaction.on()) {
                statement.setLong(5, reaction.seq());
                statement.setLong(6, reaction.firstSeq());
            }
            statement.executeUpdate();
        }
    }

    private void updatePosts() throws SQLException {
        PreparedStatement update =
                statements.get("UPDATE events SET text = ?, mentions = ?, original = ?, original_mentions = ?,"
                        + " edited_seq = ?, deleted = ?, pinned = ?, reacted = coalesce(?, reacted) WHERE id = ?");
        for (PlannedPost post : plan.changed()) {
            update.setString(1, post.text().value());
            update.setString(2, MentionRows.column(post.mentions()));
            update.setString(3, post.original());
            update.setString(4, MentionRows.column(post.originalMentions()));
            EventRows.bind(update, 5, post.editedSeq());
            update.setInt(6, post.deleted() ? 1 : 0);
            update.setInt(7, post.pinned() ? 1 : 0);
            EventRows.bind(update, 8, post.reacted());
            update.setLong(9, post.id());
            update.addBatch();
        }
        update.executeBatch();
    }

    private void erase() throws SQLException {
        PreparedStatement blank = statements.get(
                "UPDATE events SET text = '', mentions = NULL WHERE room_id = ? AND target = ? AND kind = "
                        + EventRows.EDITED);
        PreparedStatement take = statements.get("DELETE FROM reactions WHERE room_id = ? AND target = ?");
        for (PlannedPost post : plan.changed()) {
            if (post.deleted()) {
                for (PreparedStatement statement : List.of(blank, take)) {
                    statement.setLong(1, post.room().id());
                    statement.setLong(2, post.seq());
                    statement.executeUpdate();
                }
            }
        }
    }

    /** Rows say by whom a message wants to be seen now. */
    private void writeMentions() throws SQLException {
        MentionRows rows = new MentionRows(statements);
        for (PlannedPost post : plan.changed()) {
            if (!post.isFresh() && !post.mentions().equals(post.counted())) {
                rows.delete(mentioning(post), post.counted());
                rows.insert(mentioning(post), post.mentions());
            }
        }
        for (PlannedPost post : plan.posted()) {
            rows.insert(mentioning(post), post.mentions());
        }
        rows.write();
    }

    private static MentionRows.Of mentioning(PlannedPost post) {
        return new MentionRows.Of(post.room().id(), post.seq(), post.author());
    }

    private void updateRooms() throws SQLException {
        PreparedStatement update = statements.get("UPDATE rooms SET head = ?, topic = ? WHERE id = ?");
        for (PlannedRoom room : plan.rooms()) {
            if (room.changed()) {
                update.setLong(1, room.head());
                update.setString(2, room.topic().value());
                update.setLong(3, room.id());
                update.addBatch();
                updateSettings(room);
            }
        }
        update.executeBatch();
    }

    private void updateSettings(PlannedRoom room) throws SQLException {
        if (room.settingsChanged()) {
            PreparedStatement update = statements.get("UPDATE rooms SET title = ?, description = ?, posting = ?,"
                    + " archived = ?, slow_seconds = ?, state = CASE WHEN state = " + Codes.DELETED + " THEN "
                    + Codes.THERE + " ELSE state END WHERE id = ?");
            Codes.bind(update, 1, room.settings());
            update.setLong(6, room.id());
            update.executeUpdate();
        }
        new MemberRows(statements).write(room, plan.at());
    }

    private void index() throws SQLException {
        List<Dialect.Indexed> gone = new ArrayList<>();
        List<Dialect.Indexed> there = new ArrayList<>();
        for (PlannedPost post : plan.changed()) {
            MessageText before = post.indexed();
            if (before != null && !before.equals(post.text())) {
                gone.add(indexed(post, before.value()));
                if (!post.deleted()) {
                    there.add(indexed(post, post.text().value()));
                }
            }
        }
        for (PlannedPost post : plan.posted()) {
            if (!post.deleted()) {
                there.add(indexed(post, post.text().value()));
            }
        }
        // FTS5 writes out what it has gathered whenever a smaller id comes than the one before.
        gone.sort(Comparator.comparingLong(Dialect.Indexed::id));
        there.sort(Comparator.comparingLong(Dialect.Indexed::id));
        if (!gone.isEmpty()) {
            dialect.unindex(statements, gone);
        }
        if (!there.isEmpty()) {
            dialect.index(statements, there);
        }
    }

    private static Dialect.Indexed indexed(PlannedPost post, String text) {
        return new Dialect.Indexed(
                post.id(),
                new Dialect.Place(post.room().id(), post.room().isOpen()),
                post.author(),
                SearchWords.of(text).joined());
    }
}

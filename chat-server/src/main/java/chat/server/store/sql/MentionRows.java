package chat.server.store.sql;

import chat.protocol.Mentions;
import chat.protocol.UserId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom messages mention: as a column of {@code events}, and as rows of {@code mentions}, by which they are counted. */
final class MentionRows {
    /** The whole room. No user has such an id. */
    static final String ROOM = "*";

    private static final String INSERT = "INSERT INTO mentions (user_id, room_id, seq, author_id) VALUES (?, ?, ?, ?)";

    private static final String DELETE = "DELETE FROM mentions WHERE user_id = ? AND room_id = ? AND seq = ?";

    private final Statements statements;
    private boolean inserting;
    private boolean deleting;

    /** A message. */
    record Of(long roomId, long seq, UserId author) {}

    MentionRows(Statements statements) {
        this.statements = statements;
    }

    /** As it stands in a column; null: nobody. */
    static @Nullable String column(Mentions mentions) {
        if (mentions.equals(Mentions.NONE)) {
            return null;
        }
        StringBuilder column = new StringBuilder(" ");
        if (mentions.room()) {
            column.append(ROOM).append(' ');
        }
        mentions.users().forEach(user -> column.append(user).append(' '));
        return column.toString();
    }

    /** What {@link #column} gave. */
    static Mentions read(@Nullable String column) {
        if (column == null) {
            return Mentions.NONE;
        }
        List<UserId> users = new ArrayList<>();
        boolean room = false;
        for (String word : column.strip().split(" ")) {
            if (word.equals(ROOM)) {
                room = true;
            } else if (!word.isEmpty()) {
                users.add(new UserId(word));
            }
        }
        return new Mentions(users, room);
    }

    /** The {@code user_id} of the rows that a message has: nobody mentions himself. */
    static List<String> rows(Mentions mentions, UserId author) {
        List<String> rows = new ArrayList<>();
        if (mentions.room()) {
            rows.add(ROOM);
        }
        for (UserId user : mentions.users()) {
            if (!user.equals(author)) {
                rows.add(user.value());
            }
        }
        return rows;
    }

    /** Adds a message's rows; written by {@link #write}. */
    void insert(Of message, Mentions mentions) throws SQLException {
        for (String user : rows(mentions, message.author)) {
            PreparedStatement insert = statements.get(INSERT);
            insert.setString(1, user);
            insert.setLong(2, message.roomId);
            insert.setLong(3, message.seq);
            insert.setString(4, message.author.value());
            insert.addBatch();
            inserting = true;
        }
    }

    /** Takes a message's rows away; written by {@link #write}. */
    void delete(Of message, Mentions mentions) throws SQLException {
        for (String user : rows(mentions, message.author)) {
            PreparedStatement delete = statements.get(DELETE);
            delete.setString(1, user);
            delete.setLong(2, message.roomId);
            delete.setLong(3, message.seq);
            delete.addBatch();
            deleting = true;
        }
    }

    /** First what goes, then what comes. */
    void write() throws SQLException {
        if (deleting) {
            statements.get(DELETE).executeBatch();
        }
        if (inserting) {
            statements.get(INSERT).executeBatch();
        }
    }
}

package chat.server.store.sql;

import chat.protocol.Author;
import chat.protocol.UserId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/**
 * Takes a user out of what is not the log: memberships, restrictions, reports and blocks, all in one transaction of the
 * writer's; there are bounds on each. The trail keeps ids, which lead to nobody then.
 */
final class ErasedTraces {
    /** Instead of a reason in the user's words. */
    private static final String REASON = "erased";

    private final Statements statements;
    private final UserId user;
    private final Author nobody;

    /**
     * What was there.
     *
     * @param rows how many
     * @param rooms the {@code rooms.id} of those that the user was a member of
     */
    record Found(int rows, Set<Long> rooms) {}

    ErasedTraces(Statements statements, UserId user, Author nobody) {
        this.statements = statements;
        this.user = user;
        this.nobody = nobody;
    }

    Found erase() throws SQLException {
        Set<Long> rooms = rooms();
        int rows = of("DELETE FROM room_members WHERE user_id = ?");
        rows += of("DELETE FROM blocks WHERE user_id = ?");
        rows += of("DELETE FROM blocks WHERE other_id = ?");
        rows += of("DELETE FROM restrictions WHERE user_id = ?");
        rows += renamed("UPDATE restrictions SET by_id = ?, by_name = ?, reason = NULL WHERE by_id = ?");
        rows += of("DELETE FROM reports WHERE post_user_id = ?");
        rows += renamed("UPDATE reports SET by_id = ?, by_name = ?, reason = '" + REASON + "' WHERE by_id = ?");
        PreparedStatement mentioned =
                statements.get("UPDATE reports SET post_mentions = NULL WHERE post_mentions LIKE ?");
        mentioned.setString(1, "% " + user + " %");
        return new Found(rows + mentioned.executeUpdate(), rooms);
    }

    private Set<Long> rooms() throws SQLException {
        PreparedStatement query = statements.get("SELECT room_id FROM room_members WHERE user_id = ?");
        query.setString(1, user.value());
        Set<Long> rooms = new HashSet<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                rooms.add(row.getLong(1));
            }
        }
        return rooms;
    }

    private int of(String delete) throws SQLException {
        PreparedStatement statement = statements.get(delete);
        statement.setString(1, user.value());
        return statement.executeUpdate();
    }

    private int renamed(String update) throws SQLException {
        PreparedStatement statement = statements.get(update);
        statement.setString(1, nobody.id().value());
        statement.setString(2, nobody.name().value());
        statement.setString(3, user.value());
        return statement.executeUpdate();
    }
}

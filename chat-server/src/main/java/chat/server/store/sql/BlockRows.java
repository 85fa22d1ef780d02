package chat.server.store.sql;

import chat.protocol.Author;
import chat.protocol.ProtocolLimits;
import chat.protocol.UserId;
import chat.server.store.Moderation;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rows of {@code blocks}. */
final class BlockRows {
    private final Statements statements;

    BlockRows(Statements statements) {
        this.statements = statements;
    }

    Moderation.Outcome put(UserId user, Author other) throws SQLException {
        List<Author> blocked = of(user);
        if (blocked.size() >= ProtocolLimits.BLOCKS_MAX) {
            boolean there = blocked.stream().anyMatch(it -> it.id().equals(other.id()));
            return there ? Moderation.Outcome.DONE : Moderation.Outcome.TOO_MANY;
        }
        PreparedStatement insert = statements.get("INSERT INTO blocks (user_id, other_id, other_name) VALUES (?, ?, ?)"
                + " ON CONFLICT (user_id, other_id) DO NOTHING");
        insert.setString(1, user.value());
        insert.setString(2, other.id().value());
        insert.setString(3, other.name().value());
        insert.executeUpdate();
        return Moderation.Outcome.DONE;
    }

    void remove(UserId user, UserId other) throws SQLException {
        PreparedStatement delete = statements.get("DELETE FROM blocks WHERE user_id = ? AND other_id = ?");
        delete.setString(1, user.value());
        delete.setString(2, other.value());
        delete.executeUpdate();
    }

    List<Author> of(UserId user) throws SQLException {
        PreparedStatement query =
                statements.get("SELECT other_id, other_name FROM blocks WHERE user_id = ? ORDER BY other_id");
        query.setString(1, user.value());
        List<Author> found = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                found.add(RestrictionRows.author(row, 1));
            }
        }
        return found;
    }

    /** Those of some who block this user. */
    Set<UserId> blockersOf(UserId user, Set<UserId> among, Dialect dialect) throws SQLException {
        Set<UserId> found = new HashSet<>();
        if (among.isEmpty()) {
            return found;
        }
        Elements wanted = new Elements();
        among.forEach(wanted::add);
        PreparedStatement query = statements.get("SELECT b.user_id FROM " + dialect.elements("k")
                + " CROSS JOIN blocks AS b WHERE b.user_id = k.value ->> 0 AND b.other_id = ?");
        query.setString(1, wanted.toString());
        query.setString(2, user.value());
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                found.add(new UserId(row.getString(1)));
            }
        }
        return found;
    }
}

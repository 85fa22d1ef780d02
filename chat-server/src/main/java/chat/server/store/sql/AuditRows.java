package chat.server.store.sql;

import chat.protocol.RoomName;
import chat.protocol.UserId;
import chat.server.store.AuditEntry;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of {@code audit}, which are only added: the database itself lets nobody change them. */
final class AuditRows {
    private final Statements statements;

    AuditRows(Statements statements) {
        this.statements = statements;
    }

    void add(AuditEntry entry) throws SQLException {
        PreparedStatement insert = statements.get(
                "INSERT INTO audit (at, by_id, act, room, user_id, detail)" + " VALUES (?, ?, ?, ?, ?, ?)");
        insert.setLong(1, entry.at());
        insert.setString(2, entry.by().map(UserId::value).orElse(null));
        insert.setString(3, entry.act());
        insert.setString(4, entry.room().map(RoomName::value).orElse(null));
        insert.setString(5, entry.user().map(UserId::value).orElse(null));
        insert.setString(6, entry.detail());
        insert.executeUpdate();
    }

    /** Newest first. */
    List<AuditEntry.Stored> page(long before, int limit) throws SQLException {
        PreparedStatement query = statements.get("SELECT id, at, by_id, act, room, user_id, detail FROM audit"
                + " WHERE id < ? ORDER BY id DESC LIMIT ?");
        query.setLong(1, before);
        query.setInt(2, limit);
        List<AuditEntry.Stored> found = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                AuditEntry entry = new AuditEntry(
                        row.getLong(2),
                        Optional.ofNullable(row.getString(3)).map(UserId::new),
                        row.getString(4),
                        Optional.ofNullable(row.getString(5)).map(RoomName::new),
                        Optional.ofNullable(row.getString(6)).map(UserId::new),
                        row.getString(7));
                found.add(new AuditEntry.Stored(row.getLong(1), entry));
            }
        }
        return found;
    }
}

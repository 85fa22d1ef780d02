package chat.server.store.sql;

import chat.protocol.Description;
import chat.protocol.Posting;
import chat.protocol.Role;
import chat.protocol.RoomSettings;
import chat.protocol.RoomTitle;
import chat.protocol.Visibility;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The numbers that stand for words in the tables, as the texts of the schema say; and settings, which stand side by side. */
final class Codes {
    /** {@code rooms.state}: it is there. */
    static final int THERE = 0;

    /** {@code rooms.state}: it is being imported, and nobody sees it. */
    static final int IMPORTED = 1;

    /** {@code rooms.state}: it was deleted, and nobody has begun it anew. */
    static final int DELETED = 2;

    /** {@code rooms.visibility}: everybody may read it. */
    static final int PUBLIC = 0;

    private Codes() {}

    static int of(Visibility visibility) {
        return switch (visibility) {
            case PUBLIC -> PUBLIC;
            case PRIVATE -> 1;
            case DIRECT -> 2;
        };
    }

    static int of(Role role) {
        return switch (role) {
            case OWNER -> 0;
            case MODERATOR -> 1;
            case MEMBER -> 2;
            case READER -> 3;
        };
    }

    static Role role(int code) throws SQLException {
        return switch (code) {
            case 0 -> Role.OWNER;
            case 1 -> Role.MODERATOR;
            case 2 -> Role.MEMBER;
            case 3 -> Role.READER;
            default -> throw new SQLException("role: " + code + " (expected: 0 to 3)");
        };
    }

    static int of(Posting posting) {
        return posting == Posting.STAFF ? 1 : 0;
    }

    static Posting posting(int code) {
        return code == 1 ? Posting.STAFF : Posting.ALL;
    }

    /** Reads title, description, posting, archived and slow_seconds from this column on. */
    static RoomSettings settings(ResultSet row, int column) throws SQLException {
        return new RoomSettings(
                new RoomTitle(row.getString(column)),
                new Description(row.getString(column + 1)),
                posting(row.getInt(column + 2)),
                row.getInt(column + 3) == 1,
                row.getInt(column + 4));
    }

    /** Binds title, description, posting, archived and slow_seconds from this parameter on. */
    static void bind(PreparedStatement statement, int parameter, RoomSettings settings) throws SQLException {
        statement.setString(parameter, settings.title().value());
        statement.setString(parameter + 1, settings.description().value());
        statement.setInt(parameter + 2, of(settings.posting()));
        statement.setInt(parameter + 3, settings.archived() ? 1 : 0);
        statement.setInt(parameter + 4, settings.slowSeconds());
    }
}

package chat.server.store.sql;

import chat.protocol.Author;
import chat.protocol.Reason;
import chat.protocol.RestrictionKind;
import chat.protocol.RoomName;
import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.store.Moderation;
import chat.server.store.StoredRestriction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Rows of {@code restrictions}. What no longer holds may be there for a while, and counts as if it were not. */
final class RestrictionRows {
    /** {@code restrictions.room} of those that hold on the whole server. */
    private static final String SERVER = "";

    private static final int MUTE = 0;
    private static final int BAN = 1;

    private static final String SELECT =
            "SELECT room, kind, user_id, user_name, address, until, reason, by_id, by_name, at"
                    + " FROM restrictions WHERE (until IS NULL OR until > ?)";

    private final Statements statements;

    RestrictionRows(Statements statements) {
        this.statements = statements;
    }

    private static String place(Optional<RoomName> room) {
        return room.map(RoomName::value).orElse(SERVER);
    }

    private static int kind(RestrictionKind kind) {
        return kind == RestrictionKind.BAN ? BAN : MUTE;
    }

    /** Puts it in place of one with the same key. */
    Moderation.Outcome put(StoredRestriction restriction, long now) throws SQLException {
        StoredRestriction.Key key = restriction.key();
        int max = key.room().isPresent() ? Moderation.RESTRICTIONS_PER_ROOM_MAX : Moderation.SERVER_RESTRICTIONS_MAX;
        if (!holds(key, now) && (count(key, now) >= max || countAll(now) >= Moderation.RESTRICTIONS_MAX)) {
            return Moderation.Outcome.TOO_MANY;
        }
        delete(key);
        PreparedStatement insert = statements.get("INSERT INTO restrictions (room, subject, kind, user_id, user_name,"
                + " address, until, reason, by_id, by_name, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        bind(insert, key);
        Optional<Author> user = restriction.target().user();
        insert.setString(4, user.map(it -> it.id().value()).orElse(null));
        insert.setString(5, user.map(it -> it.name().value()).orElse(null));
        insert.setString(6, restriction.target().address().orElse(null));
        if (restriction.until().isPresent()) {
            insert.setLong(7, restriction.until().getAsLong());
        } else {
            insert.setNull(7, Types.BIGINT);
        }
        insert.setString(8, restriction.reason().map(Reason::value).orElse(null));
        insert.setString(9, restriction.by().id().value());
        insert.setString(10, restriction.by().name().value());
        insert.setLong(11, restriction.at());
        insert.executeUpdate();
        return Moderation.Outcome.DONE;
    }

    /** Whether there was one that held. */
    boolean lift(StoredRestriction.Key key, long now) throws SQLException {
        boolean held = holds(key, now);
        delete(key);
        return held;
    }

    private boolean holds(StoredRestriction.Key key, long now) throws SQLException {
        PreparedStatement query = statements.get("SELECT count(*) FROM restrictions WHERE room = ? AND subject = ?"
                + " AND kind = ? AND (until IS NULL OR until > ?)");
        bind(query, key);
        query.setLong(4, now);
        return number(query) > 0;
    }

    private long count(StoredRestriction.Key key, long now) throws SQLException {
        PreparedStatement query =
                statements.get("SELECT count(*) FROM restrictions WHERE room = ? AND (until IS NULL OR until > ?)");
        query.setString(1, place(key.room()));
        query.setLong(2, now);
        return number(query);
    }

    private long countAll(long now) throws SQLException {
        PreparedStatement query =
                statements.get("SELECT count(*) FROM restrictions WHERE (until IS NULL OR until > ?)");
        query.setLong(1, now);
        return number(query);
    }

    private static long number(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private void delete(StoredRestriction.Key key) throws SQLException {
        PreparedStatement delete =
                statements.get("DELETE FROM restrictions WHERE room = ? AND subject = ? AND kind = ?");
        bind(delete, key);
        delete.executeUpdate();
    }

    private static void bind(PreparedStatement statement, StoredRestriction.Key key) throws SQLException {
        statement.setString(1, place(key.room()));
        statement.setString(2, key.subject());
        statement.setInt(3, kind(key.kind()));
    }

    /** All that hold. */
    List<StoredRestriction> all(long now) throws SQLException {
        PreparedStatement query = statements.get(SELECT);
        query.setLong(1, now);
        return read(query);
    }

    /** Those of one place that hold. */
    List<StoredRestriction> page(Optional<RoomName> room, Optional<StoredRestriction.Key> after, long now, int limit)
            throws SQLException {
        PreparedStatement query =
                statements.get(SELECT + " AND room = ? AND (subject, kind) > (?, ?) ORDER BY subject, kind LIMIT ?");
        query.setLong(1, now);
        query.setString(2, place(room));
        query.setString(3, after.map(StoredRestriction.Key::subject).orElse(""));
        query.setInt(4, after.map(key -> kind(key.kind())).orElse(-1));
        query.setInt(5, limit);
        return read(query);
    }

    private static List<StoredRestriction> read(PreparedStatement query) throws SQLException {
        List<StoredRestriction> found = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                found.add(read(row));
            }
        }
        return found;
    }

    private static StoredRestriction read(ResultSet row) throws SQLException {
        String room = row.getString(1);
        String user = row.getString(3);
        Optional<Author> author = user == null ? Optional.empty() : Optional.of(author(row, 3));
        long until = row.getLong(6);
        boolean forEver = row.wasNull();
        return new StoredRestriction(
                room.equals(SERVER) ? Optional.empty() : Optional.of(new RoomName(room)),
                row.getInt(2) == BAN ? RestrictionKind.BAN : RestrictionKind.MUTE,
                new StoredRestriction.Target(author, Optional.ofNullable(row.getString(5))),
                forEver ? OptionalLong.empty() : OptionalLong.of(until),
                Optional.ofNullable(row.getString(7)).map(Reason::new),
                author(row, 8),
                row.getLong(10));
    }

    /** Whose id stands in this column, and the name in the next. */
    static Author author(ResultSet row, int column) throws SQLException {
        return new Author(new UserId(row.getString(column)), new UserName(row.getString(column + 1)));
    }

    /** Forgets some of those that ended before this moment; returns how many. */
    int forget(long before, int max) throws SQLException {
        PreparedStatement delete = statements.get("DELETE FROM restrictions WHERE (room, subject, kind) IN"
                + " (SELECT r.room, r.subject, r.kind FROM restrictions AS r WHERE r.until IS NOT NULL AND r.until < ?"
                + " LIMIT ?)");
        delete.setLong(1, before);
        delete.setInt(2, max);
        return delete.executeUpdate();
    }
}

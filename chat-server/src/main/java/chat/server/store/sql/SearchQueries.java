package chat.server.store.sql;

import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.ServerMessage;
import chat.protocol.UserId;
import chat.server.store.MessageSearch;
import chat.server.store.SearchWords;
import chat.server.store.Snippets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Looks for messages, over one connection and as of one moment. */
final class SearchQueries {
    /** Messages whose texts are looked through for what may go on. What they have none of, one in a hundred has at most. */
    static final int CANDIDATES = 2_000;

    /** Messages that are passed for that, with those that whoever asks may not read: some milliseconds' work. */
    static final int CANDIDATES_SEEN = 20_000;

    /** And as much text, in UTF-16 code units: about ten milliseconds' work. */
    private static final int CANDIDATE_CHARS = 400_000;

    /** Private and direct rooms of the asker that are named to the index; of more, its hits are looked at one by one. */
    static final int ROOMS_NAMED = 1_000;

    private final Statements statements;
    private final Dialect dialect;

    SearchQueries(Statements statements, Dialect dialect) {
        this.statements = statements;
        this.dialect = dialect;
    }

    MessageSearch.Found search(MessageSearch.Request request, SearchCursor cursor) throws SQLException {
        // One more than asked for tells whether there are more.
        int limit = request.limit() + 1;
        List<EventRows.Row> rows = new ArrayList<>();
        for (Dialect.Scope scope : scopes(request)) {
            rows.addAll(find(new Dialect.Wanted(request.query(), scope, request.from(), cursor.beforeId(), limit)));
        }
        rows.sort(Comparator.comparingLong(EventRows.Row::id).reversed());
        boolean more = rows.size() > request.limit();
        if (more) {
            rows.subList(request.limit(), rows.size()).clear();
        }
        Optional<String> next =
                more ? Optional.of(cursor.at(rows.get(rows.size() - 1).id()).toString()) : Optional.empty();
        List<ServerMessage.Hit> hits = new LogQueries(statements, dialect)
                .complete(rows).stream()
                        .map(event -> (RoomEvent.Posted) event)
                        .map(post -> new ServerMessage.Hit(
                                post, Snippets.of(post.text().value(), request.query())))
                        .toList();
        return new MessageSearch.Found(hits, next);
    }

    private List<EventRows.Row> find(Dialect.Wanted wanted) throws SQLException {
        Optional<Dialect.Query> candidates = dialect.candidates(wanted.with(wanted.beforeId(), CANDIDATES));
        if (candidates.isEmpty()) {
            return rows(dialect.search(wanted));
        }
        Scan scan = scan(candidates.get(), wanted);
        List<EventRows.Row> rows = new ArrayList<>();
        if (!scan.hits.isEmpty()) {
            Elements ids = new Elements();
            scan.hits.forEach(ids::add);
            rows.addAll(rows(new Dialect.Query(
                    "SELECT " + EventRows.COLUMNS + ", r.name FROM " + dialect.elements("k")
                            + " CROSS JOIN events AS e JOIN rooms AS r ON r.id = e.room_id"
                            + " WHERE e.id = CAST(k.value ->> 0 AS BIGINT) ORDER BY e.id DESC",
                    List.of(ids.toString()))));
        }
        if (rows.size() < wanted.limit() && scan.end.isPresent()) {
            // There are few of them: the index is done with these soon.
            rows.addAll(rows(dialect.search(wanted.with(scan.end.getAsLong(), wanted.limit() - rows.size()))));
        }
        return rows;
    }

    /**
     * What the newest messages gave.
     *
     * @param hits {@code events.id}, newest first
     * @param end older ones were not looked at; nothing when there are none
     */
    private record Scan(List<Long> hits, OptionalLong end) {}

    /** Reads texts until there are enough hits, but not for long. */
    private Scan scan(Dialect.Query candidates, Dialect.Wanted wanted) throws SQLException {
        List<Long> hits = new ArrayList<>();
        int looked = 0;
        int seen = 0;
        int chars = 0;
        long last = wanted.beforeId();
        try (ResultSet row = bound(candidates).executeQuery()) {
            while (hits.size() < wanted.limit() && looked < CANDIDATES && chars < CANDIDATE_CHARS && row.next()) {
                seen++;
                last = row.getLong(1);
                String text = row.getString(2);
                if (text == null) {
                    continue;
                }
                looked++;
                chars += text.length();
                if (!wanted.query().marksIn(SearchWords.of(text)).isEmpty()) {
                    hits.add(last);
                }
            }
        }
        boolean all = seen < CANDIDATES_SEEN
                && looked < CANDIDATES
                && chars < CANDIDATE_CHARS
                && hits.size() < wanted.limit();
        return new Scan(hits, all ? OptionalLong.empty() : OptionalLong.of(last));
    }

    private List<EventRows.Row> rows(Dialect.Query query) throws SQLException {
        List<EventRows.Row> rows = new ArrayList<>();
        try (ResultSet row = bound(query).executeQuery()) {
            while (row.next()) {
                rows.add(EventRows.read(row, new RoomName(row.getString(EventRows.COLUMNS_END))));
            }
        }
        return rows;
    }

    private PreparedStatement bound(Dialect.Query query) throws SQLException {
        PreparedStatement statement = statements.get(query.sql());
        for (int i = 0; i < query.parameters().size(); i++) {
            Object parameter = query.parameters().get(i);
            if (parameter instanceof Long number) {
                statement.setLong(i + 1, number);
            } else {
                statement.setString(i + 1, parameter.toString());
            }
        }
        return statement;
    }

    /** Where the asker may look. */
    private List<Dialect.Scope> scopes(MessageSearch.Request request) throws SQLException {
        if (request.room().isPresent()) {
            OptionalLong room = roomId(request.room().get(), request.asker());
            return room.isPresent() ? List.of(new Dialect.Scope.OneRoom(room.getAsLong())) : List.of();
        }
        List<Long> hidden = hidden(request.asker());
        List<Dialect.Scope> scopes = new ArrayList<>(List.of(new Dialect.Scope.Open()));
        if (!hidden.isEmpty()) {
            scopes.add(new Dialect.Scope.Hidden(request.asker(), hidden.size() > ROOMS_NAMED ? List.of() : hidden));
        }
        return scopes;
    }

    private List<Long> hidden(UserId asker) throws SQLException {
        PreparedStatement query =
                statements.get("SELECT r.id FROM room_members AS m JOIN rooms AS r ON r.id = m.room_id"
                        + " WHERE m.user_id = ? AND r.visibility <> " + Codes.PUBLIC + " AND r.state = " + Codes.THERE
                        + " ORDER BY r.id LIMIT " + (ROOMS_NAMED + 1));
        query.setString(1, asker.value());
        List<Long> rooms = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                rooms.add(row.getLong(1));
            }
        }
        return rooms;
    }

    /** A room that the asker may know of. */
    private OptionalLong roomId(RoomName room, UserId asker) throws SQLException {
        PreparedStatement query = statements.get("SELECT r.id FROM rooms AS r WHERE r.name = ? AND r.state = "
                + Codes.THERE + " AND " + MemberRows.readableBy("?"));
        query.setString(1, room.value());
        query.setString(2, asker.value());
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }
}

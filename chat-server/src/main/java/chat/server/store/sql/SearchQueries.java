package chat.server.store.sql;

import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.ServerMessage;
import chat.server.store.MessageSearch;
import chat.server.store.SearchWords;
import chat.server.store.Snippets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Looks for messages, over one connection and as of one moment. */
final class SearchQueries {
    /** Messages whose texts are looked through for what may go on. What they have none of, one in a hundred has at most. */
    static final int CANDIDATES = 2_000;

    /** And as much text, in UTF-16 code units: about ten milliseconds' work. */
    private static final int CANDIDATE_CHARS = 400_000;

    private final Statements statements;
    private final Dialect dialect;

    SearchQueries(Statements statements, Dialect dialect) {
        this.statements = statements;
        this.dialect = dialect;
    }

    MessageSearch.Found search(MessageSearch.Request request, SearchCursor cursor) throws SQLException {
        OptionalLong room = OptionalLong.empty();
        if (request.room().isPresent()) {
            room = roomId(request.room().get());
            if (room.isEmpty()) {
                return new MessageSearch.Found(List.of(), Optional.empty());
            }
        }
        // One more than asked for tells whether there are more.
        List<EventRows.Row> rows =
                find(new Dialect.Wanted(request.query(), room, request.from(), cursor.beforeId(), request.limit() + 1));
        boolean more = rows.size() > request.limit();
        if (more) {
            rows.remove(request.limit());
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
        int chars = 0;
        long last = wanted.beforeId();
        try (ResultSet row = bound(candidates).executeQuery()) {
            while (hits.size() < wanted.limit() && chars < CANDIDATE_CHARS && row.next()) {
                last = row.getLong(1);
                String text = row.getString(2);
                looked++;
                chars += text.length();
                if (!wanted.query().marksIn(SearchWords.of(text)).isEmpty()) {
                    hits.add(last);
                }
            }
        }
        boolean all = looked < CANDIDATES && chars < CANDIDATE_CHARS && hits.size() < wanted.limit();
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

    private OptionalLong roomId(RoomName room) throws SQLException {
        PreparedStatement query = statements.get("SELECT id FROM rooms WHERE name = ?");
        query.setString(1, room.value());
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }
}

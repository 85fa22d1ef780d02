package chat.server.store.sql;

import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.ServerMessage;
import chat.server.store.MessageSearch;
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
        Dialect.Query query = dialect.search(
                new Dialect.Wanted(request.query(), room, request.from(), cursor.beforeId(), request.limit() + 1));
        List<EventRows.Row> rows = run(query);
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

    private List<EventRows.Row> run(Dialect.Query query) throws SQLException {
        PreparedStatement statement = statements.get(query.sql());
        for (int i = 0; i < query.parameters().size(); i++) {
            Object parameter = query.parameters().get(i);
            if (parameter instanceof Long number) {
                statement.setLong(i + 1, number);
            } else {
                statement.setString(i + 1, parameter.toString());
            }
        }
        List<EventRows.Row> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(EventRows.read(row, new RoomName(row.getString(EventRows.COLUMNS_END))));
            }
        }
        return rows;
    }

    private OptionalLong roomId(RoomName room) throws SQLException {
        PreparedStatement query = statements.get("SELECT id FROM rooms WHERE name = ?");
        query.setString(1, room.value());
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
        }
    }
}

package chat.server.store.sql;

import chat.server.store.MessageSearch;
import chat.server.store.SearchQuery;
import java.util.Objects;

/**
 * Where a search goes on: below the last hit's {@code events.id}. It knows its search, so that nobody takes up another one
 * there by mistake.
 *
 * @param beforeId hits have smaller ids
 * @param search a number made of what is looked for
 */
record SearchCursor(long beforeId, int search) {
    private static final int RADIX = Character.MAX_RADIX;

    /** Where the request wants to start. */
    static SearchCursor of(MessageSearch.Request request) {
        int search = fingerprint(request);
        if (request.cursor().isEmpty()) {
            return new SearchCursor(Long.MAX_VALUE, search);
        }
        String[] parts = request.cursor().get().split("\\.", -1);
        if (parts.length != 2) {
            throw new MessageSearch.BadCursor();
        }
        try {
            SearchCursor cursor = new SearchCursor(Long.parseLong(parts[0], RADIX), Integer.parseInt(parts[1], RADIX));
            if (cursor.search != search || cursor.beforeId < 1) {
                throw new MessageSearch.BadCursor();
            }
            return cursor;
        } catch (NumberFormatException e) {
            throw new MessageSearch.BadCursor();
        }
    }

    /** The same in every process: clients may come back after a restart. */
    private static int fingerprint(MessageSearch.Request request) {
        int terms = 1;
        for (SearchQuery.Term term : request.query().terms()) {
            terms = Objects.hash(terms, term.words(), term.prefix());
        }
        return Objects.hash(
                terms,
                request.room().map(Object::toString).orElse(""),
                request.from().map(Object::toString).orElse(""));
    }

    SearchCursor at(long id) {
        return new SearchCursor(id, search);
    }

    @Override
    public String toString() {
        return Long.toString(beforeId, RADIX) + "." + Integer.toString(search, RADIX);
    }
}

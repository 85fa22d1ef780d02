package chat.server.store.sql;

import chat.protocol.UserId;
import chat.server.store.SearchQuery;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What SQL databases say differently. All else is one text for all: {@code ON CONFLICT}, {@code RETURNING}, integers for
 * truth values (0 and 1), text that is compared byte by byte. Without state, any thread.
 */
interface Dialect {
    /**
     * The elements of a JSON array, given as a parameter, as rows of one column {@code value} of the database's JSON type,
     * such as {@code json_each(?) AS k}. Each element is an array itself, its members are taken out by
     * {@code k.value ->> 0}.
     */
    String elements(String alias);

    /** The rows of {@code cids AS c}, in the form {@code cids AS c WHERE}, that have a user and a name to compare with. */
    default String cids() {
        return "cids AS c WHERE";
    }

    /** Behind a query: keeps the rows of a table from everybody else until the transaction ends; may be empty. */
    String forUpdate(String alias);

    /** Makes posts findable by their words. */
    void index(Statements statements, List<Indexed> posts) throws SQLException;

    /** Makes posts no longer findable; the words are those that they were made findable by. */
    void unindex(Statements statements, List<Indexed> posts) throws SQLException;

    /**
     * The query for posts with these words, newest first, with the columns of {@link EventRows#COLUMNS} of
     * {@code events AS e} and then {@code r.name} of {@code rooms AS r}.
     */
    Query search(Wanted wanted);

    /**
     * For databases where a word that may go on costs as much as all messages with such words: the newest messages that are
     * hits if they have those words too, each {@code events.id} with its text, newest first. Nothing: it costs no more than others.
     */
    default Optional<Query> candidates(Wanted wanted) {
        return Optional.empty();
    }

    /** What is wrong with the database beneath its tables, as far as it can tell; one line each. Takes its time. */
    default List<String> damages(Statements statements) throws SQLException {
        return List.of();
    }

    /** Compares the index of words with the messages. */
    IndexCheck indexCheck();

    /**
     * What a failure means for whoever was writing, at a commit too: all but {@link Failure.Broken} say for certain that
     * nothing was committed.
     */
    Failure classify(SQLException failure);

    /**
     * A post in the index of words.
     *
     * @param id {@code events.id}
     * @param words normal forms as of {@link chat.server.store.SearchWords}, in their order, with single blanks between
     */
    record Indexed(long id, Place place, UserId author, String words) {}

    /**
     * Where a post is.
     *
     * @param room {@code rooms.id}
     * @param isOpen whether everybody may read it
     */
    record Place(long room, boolean isOpen) {}

    /** Where posts are looked for. */
    sealed interface Scope {
        /** In one room, of which the asker may know. */
        record OneRoom(long room) implements Scope {}

        /** In all rooms that everybody may read. */
        record Open() implements Scope {}

        /**
         * In the others of which the asker is a member.
         *
         * @param rooms their {@code rooms.id}; empty: there are too many to name
         */
        record Hidden(UserId asker, List<Long> rooms) implements Scope {}

        /** What must hold of {@code rooms AS r} and {@code events AS e}, whatever the index says. */
        default String condition() {
            String there = "r.state = " + Codes.THERE + " AND e.seq >= r.first";
            if (this instanceof OneRoom) {
                return there;
            }
            return this instanceof Open
                    ? there + " AND r.visibility = " + Codes.PUBLIC
                    : there + " AND " + MemberRows.has("?");
        }

        /** The parameters of {@link #condition}. */
        default List<Object> parameters() {
            return this instanceof Hidden hidden ? List.of(hidden.asker) : List.of();
        }
    }

    /**
     * What is looked for.
     *
     * @param beforeId only posts with a smaller {@code events.id}
     */
    record Wanted(SearchQuery query, Scope scope, Optional<UserId> from, long beforeId, int limit) {
        Wanted with(long otherBeforeId, int otherLimit) {
            return new Wanted(query, scope, from, otherBeforeId, otherLimit);
        }
    }

    /**
     * A query with its parameters.
     *
     * @param parameters strings and longs
     */
    record Query(String sql, List<Object> parameters) {}
}

package chat.server.store.sql;

import java.time.Duration;

/**
 * How SQLite is used; other values than {@link #DEFAULT} are for tests.
 *
 * @param readLimit how long a page of a log may be read
 * @param searchLimit how long a search may take
 * @param checkpointPages how many pages of the write-ahead log are carried over into the database together
 * @param pagesMax how many pages the database may have
 */
record SqliteSettings(Duration readLimit, Duration searchLimit, int checkpointPages, long pagesMax) {
    /** What SQLite itself allows. */
    static final long PAGES_UNLIMITED = 4_294_967_294L;

    static final SqliteSettings DEFAULT =
            new SqliteSettings(Duration.ofSeconds(5), Duration.ofSeconds(2), 2_000, PAGES_UNLIMITED);

    /** With another number of pages. */
    SqliteSettings withPagesMax(long pages) {
        return new SqliteSettings(readLimit, searchLimit, checkpointPages, pages);
    }
}

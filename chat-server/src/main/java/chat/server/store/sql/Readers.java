package chat.server.store.sql;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that read: some for pages of logs, a few for searches, each with a bounded queue of its own. */
final class Readers {
    /** How many read pages at the same time. */
    static final int PAGE_THREADS = 4;

    /** How many search at the same time. */
    static final int SEARCH_THREADS = 2;

    /** What may wait for a page: as much as there are connections. More fails. */
    private static final int PAGES_WAITING_MAX = 20_000;

    /** What may wait for a search. */
    private static final int SEARCHES_WAITING_MAX = 200;

    private final Database database;
    private final ThreadPoolExecutor pages = pool("store-page-", PAGE_THREADS, PAGES_WAITING_MAX);
    private final ThreadPoolExecutor searches = pool("store-search-", SEARCH_THREADS, SEARCHES_WAITING_MAX);

    Readers(Database database) {
        this.database = database;
    }

    private static ThreadPoolExecutor pool(String name, int threads, int waitingMax) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(waitingMax), task -> {
                    Thread thread = new Thread(task, name + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    <T> CompletionStage<T> read(Database.Reading<T> reading) {
        return submit(pages, () -> database.read(reading));
    }

    <T> CompletionStage<T> search(Database.Reading<T> reading) {
        return submit(searches, () -> database.search(reading));
    }

    private interface Query<T> {
        T run() throws SQLException;
    }

    private static <T> CompletionStage<T> submit(ThreadPoolExecutor pool, Query<T> query) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            pool.execute(() -> {
                try {
                    result.complete(query.run());
                } catch (SQLException | RuntimeException | Error e) {
                    // Of an error too: whoever waits shall hear of it.
                    result.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(new RejectedExecutionException("store: too much to read, or closed"));
        }
        return result;
    }

    /** Ends the threads, once they have done what waits; that may take so long. */
    void close(long millisMax) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millisMax);
        for (ThreadPoolExecutor pool : new ThreadPoolExecutor[] {pages, searches}) {
            pool.shutdown();
        }
        try {
            for (ThreadPoolExecutor pool : new ThreadPoolExecutor[] {pages, searches}) {
                pool.awaitTermination(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

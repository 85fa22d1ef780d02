package chat.server.auth;

import chat.server.store.PasswordHash;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Hashes passwords on a few threads of its own, never on an event loop. When too many wait, further ones are
 * {@link Why#OVERLOADED} at once. Any thread; stages complete on these threads.
 */
public final class PasswordHashing implements AutoCloseable {
    /** That many wait; at 40 ms each and two at a time the last one for less than a second. */
    static final int WAITING_MAX = 32;

    /** How many at a time, however many cores there are: each takes 19 MiB, and messages need cores too. */
    private static final int THREADS_MAX = 4;

    private static final long RETRY_MILLIS = 1_000;
    private static final long IDLE_SECONDS = 10;

    /** Of nobody's password. Whoever names somebody who is not there waits as long as if they were. */
    private static final PasswordHash NOBODYS = new PasswordHash(
            "$argon2id$v=19$m=19456,t=2,p=1$" + "bm9ib2R5J3Mgc2FsdCE$2a+wMeRgMenaMuNC1Uf9PFYLclmkWI2Fr3KlAbwjuvg");

    private final ThreadPoolExecutor pool;

    /** Half as many threads as there are cores. */
    public PasswordHashing() {
        this(Math.max(1, Math.min(THREADS_MAX, Runtime.getRuntime().availableProcessors() / 2)), WAITING_MAX);
    }

    PasswordHashing(int threads, int waitingMax) {
        AtomicInteger number = new AtomicInteger();
        pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waitingMax), task -> {
                    Thread thread = new Thread(task, "password-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
    }

    /** What is to be kept of a password. */
    public CompletionStage<PasswordHash> hash(Password password) {
        return submit(() -> Argon2id.hash(password));
    }

    /**
     * Whether this is the password.
     *
     * @param hash absent: there is none, which is found out in the same time
     */
    public CompletionStage<Boolean> matches(Password password, Optional<PasswordHash> hash) {
        return submit(() -> Argon2id.isOf(password, hash.orElse(NOBODYS)) && hash.isPresent());
    }

    /** How many wait for a thread. */
    public int waiting() {
        return pool.getQueue().size();
    }

    /** How many passwords were hashed so far. */
    long hashes() {
        return pool.getCompletedTaskCount();
    }

    private <T> CompletionStage<T> submit(Supplier<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        try {
            pool.execute(() -> {
                try {
                    done.complete(work.get());
                } catch (RuntimeException | Error e) {
                    // Of an error too: whoever waits shall hear of it.
                    done.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            done.completeExceptionally(Denied.later(Why.OVERLOADED, RETRY_MILLIS));
        }
        return done;
    }

    /** Whoever waits is not answered any more. */
    @Override
    public void close() {
        pool.shutdownNow();
    }
}

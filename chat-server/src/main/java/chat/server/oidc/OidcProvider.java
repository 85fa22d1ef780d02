package chat.server.oidc;

import chat.server.auth.Denied;
import chat.server.auth.ExternalLogIn;
import chat.server.auth.ExternalTokens;
import chat.server.auth.SignedText;
import chat.server.auth.Why;
import chat.server.config.Oidc;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An identity provider, asked on a few threads of its own, because that takes network and time. When too many questions
 * wait, further ones are {@link Why#OVERLOADED} at once. Any thread.
 */
public final class OidcProvider implements ExternalTokens, ExternalLogIn, AutoCloseable {
    /** How many questions are asked at a time, and how many wait. */
    private static final int THREADS = 4;

    private static final int WAITING_MAX = 64;
    private static final long IDLE_SECONDS = 10;
    private static final long RETRY_MILLIS = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);

    private final Discovery discovery;
    private final CodeFlow codeFlow;
    private final ThreadPoolExecutor pool;

    /**
     * A provider, which is not asked yet.
     *
     * @param callback where it sends browsers back to
     * @param signed signs what browsers bring back
     */
    public OidcProvider(Oidc config, String callback, SignedText signed, InstantSource clock) {
        discovery = new Discovery(config);
        codeFlow = new CodeFlow(config, callback, signed, clock);
        AtomicInteger number = new AtomicInteger();
        pool = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_MAX), task -> {
                    Thread thread = new Thread(task, "oidc-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public CompletionStage<External> verify(String token) {
        return ask(() -> discovery.provider().bearer(token));
    }

    @Override
    public CompletionStage<Start> begin() {
        return ask(() -> codeFlow.begin(discovery.provider()));
    }

    @Override
    public CompletionStage<External> finish(String query, String memo) {
        return ask(() -> codeFlow.finish(discovery.provider(), query, memo));
    }

    private <T> CompletionStage<T> ask(Callable<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            pool.execute(() -> {
                try {
                    answer.complete(question.call());
                } catch (Denied denied) {
                    answer.completeExceptionally(denied);
                } catch (Exception e) {
                    // Not its message: a provider may repeat in it what it was sent.
                    LOG.warn(
                            "the identity provider cannot be asked, or says something else than expected: {}", kind(e));
                    LOG.debug("the identity provider failed", e);
                    answer.completeExceptionally(Denied.later(Why.PROVIDER_FAILED, RETRY_MILLIS));
                } catch (Error e) {
                    answer.completeExceptionally(e);
                    throw e;
                }
            });
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(Denied.later(Why.OVERLOADED, RETRY_MILLIS));
        }
        return answer;
    }

    private static String kind(Throwable e) {
        return e.getClass().getSimpleName()
                + (e.getCause() == null
                        ? ""
                        : " because of " + e.getCause().getClass().getSimpleName());
    }

    /** Whoever waits is not answered any more. */
    @Override
    public void close() {
        pool.shutdownNow();
    }
}

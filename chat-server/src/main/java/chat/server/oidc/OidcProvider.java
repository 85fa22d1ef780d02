package chat.server.oidc;

import chat.server.auth.Denied;
import chat.server.auth.ExternalLogIn;
import chat.server.auth.ExternalTokens;
import chat.server.auth.SignedText;
import chat.server.auth.Why;
import chat.server.config.Oidc;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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
    private static final long KEYS_AGAIN_MILLIS = 30_000;

    /** What a request to the provider takes at most, from connecting to the last byte. */
    private static final Duration REQUEST_MAX = Duration.ofSeconds(5);

    /** How long nothing more is said about a provider that fails: whoever has a bad token could fill the log. */
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);

    private final String issuer;
    private final Discovery discovery;
    private final CodeFlow codeFlow;
    private final ThreadPoolExecutor pool;
    private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());

    /**
     * A provider, which is not asked yet.
     *
     * @param callback where it sends browsers back to
     * @param signed signs what browsers bring back
     */
    public OidcProvider(Oidc config, String callback, SignedText signed, InstantSource clock) {
        this(config, callback, signed, clock, REQUEST_MAX);
    }

    OidcProvider(Oidc config, String callback, SignedText signed, InstantSource clock, Duration requestMax) {
        ProviderHttp http = new ProviderHttp(requestMax);
        issuer = config.issuer();
        discovery = new Discovery(config, http);
        codeFlow = new CodeFlow(config, callback, signed, clock, http);
        AtomicInteger number = new AtomicInteger();
        pool = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_MAX), task -> {
                    Thread thread = new Thread(task, "oidc-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
    }

    /** Asks the provider who it is, so that the log tells at once when it cannot be asked. Does not wait for that. */
    public void greet() {
        ask(discovery::provider).whenComplete((found, failure) -> {
            if (failure == null) {
                LOG.info("the identity provider {} is there", issuer);
            }
        });
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
                } catch (RateLimitReachedException e) {
                    // A key that is unknown; its keys were asked for a moment ago.
                    answer.completeExceptionally(Denied.later(Why.PROVIDER_FAILED, KEYS_AGAIN_MILLIS));
                } catch (Exception e) {
                    tell(e);
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

    /** Neither its message nor its trace: the provider may repeat in them what it was sent. */
    private void tell(Exception e) {
        long now = System.nanoTime();
        long until = quietUntil.get();
        if (now - until >= 0 && quietUntil.compareAndSet(until, now + QUIET_NANOS)) {
            LOG.warn("the identity provider {} {}; nobody comes in by it until it can be asked", issuer, Trouble.of(e));
        }
    }

    /** Whoever waits is not answered any more. */
    @Override
    public void close() {
        pool.shutdownNow();
    }
}

package chat.server.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the server counts, and how full it is at this moment, in the text form of Prometheus. Nothing of it is made before
 * somebody asks: a server that nobody watches starts without it.
 *
 * <p>Any thread may ask. The text is made on the common pool, for the first one takes a quarter of a second; whoever asks
 * while one is being made gets the same.
 */
public final class Exposition implements AutoCloseable {
    /** The text form, as its content type says. */
    public static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final ServerMetrics metrics;
    private final List<Level> levels;

    private final AtomicReference<@Nullable CompletableFuture<String>> underWay = new AtomicReference<>();

    // Guarded by this.
    private @Nullable PrometheusMeterRegistry registry;

    private @Nullable JvmGcMetrics collections;

    private boolean closed;

    /**
     * How much of something there is now.
     *
     * @param name with dots, its unit last
     * @param kind tells levels of one name apart; empty where there is only one
     * @param value asked on a thread of the common pool, no event loop; it may wait for a lock that is held briefly
     */
    public record Level(String name, String kind, String description, DoubleSupplier value) {}

    /** @param levels what only others know, beside what is in {@code metrics} */
    public Exposition(ServerMetrics metrics, List<Level> levels) {
        this.metrics = metrics;
        this.levels = List.copyOf(levels);
    }

    /** Everything, as it is now; completes on another thread. */
    public CompletionStage<String> text() {
        CompletableFuture<String> mine = new CompletableFuture<>();
        CompletableFuture<String> there = underWay.compareAndExchange(null, mine);
        if (there != null) {
            return there;
        }
        ForkJoinPool.commonPool().execute(() -> {
            try {
                mine.complete(make());
            } catch (RuntimeException | Error e) {
                mine.completeExceptionally(e);
            } finally {
                underWay.set(null);
            }
        });
        return mine;
    }

    private synchronized String make() {
        if (closed) {
            throw new IllegalStateException("the server has stopped");
        }
        PrometheusMeterRegistry whole = registry;
        if (whole == null) {
            whole = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            countConnections(whole);
            countMessages(whole);
            countCodes(whole);
            timeCommits(whole);
            for (Level level : levels) {
                show(level, whole);
            }
            bindProcess(whole);
            registry = whole;
        }
        return whole.scrape(TYPE);
    }

    private void countConnections(PrometheusMeterRegistry to) {
        count(to, "connections", metrics.connectionsAccepted, "Connections accepted");
        count(to, "handshakes.refused", metrics.handshakesRefused, "Connections and upgrades refused");
        count(to, "requests.refused", metrics.requestsRefused, "HTTP requests answered with an error");
        count(to, "requests.timed.out", metrics.requestsTimedOut, "Connections that sent no whole request in time");
        count(to, "websockets", metrics.webSocketsOpened, "WebSocket connections opened");
        count(to, "heartbeats.lost", metrics.heartbeatsLost, "WebSockets of which nothing was heard any more");
        Level connections = new Level(
                "connections.open",
                "",
                "Connections",
                () -> metrics.connectionsAccepted.sum() - metrics.connectionsClosed.sum());
        show(connections, to);
        Level webSockets = new Level(
                "websockets.open",
                "",
                "WebSocket connections",
                () -> metrics.webSocketsOpened.sum() - metrics.webSocketsClosed.sum());
        show(webSockets, to);
    }

    private void countMessages(PrometheusMeterRegistry to) {
        count(to, "messages.received", metrics.messagesReceived, "Messages received whole");
        count(to, "deliveries", metrics.deliveries, "Events written to members");
        count(to, "violations", metrics.violations, "Messages that broke a rule of HTTP, WebSocket or the protocol");
        count(to, "rate.limited", metrics.rateLimited, "Messages refused because of their rate");
        count(to, "slow.readers", metrics.slowReaders, "Times a member was too slow and fell back to catching up");
        count(to, "store.events", metrics.storeEvents, "Events stored");
        count(to, "store.failures", metrics.storeFailures, "Times the store lost its connection, or had none");
        count(to, "store.reads.failed", metrics.storeReadsFailed, "Reads of a room's log that failed");
    }

    private void countCodes(PrometheusMeterRegistry to) {
        metrics.closes
                .codes()
                .forEach(code -> FunctionCounter.builder("chat.closes", metrics.closes, closes -> closes.sum(code))
                        .description("WebSocket connections that the server closed, by code")
                        .tag("code", Integer.toString(code.code()))
                        .tag("reason", code.name().toLowerCase(Locale.ROOT))
                        .register(to));
        metrics.refusals
                .codes()
                .forEach(code -> FunctionCounter.builder(
                                "chat.refusals", metrics.refusals, refusals -> refusals.sum(code))
                        .description("Errors told to clients, by code")
                        .tag("code", code.wireName())
                        .register(to));
    }

    private void timeCommits(PrometheusMeterRegistry to) {
        FunctionTimer.builder(
                        "chat.store.commit",
                        metrics,
                        it -> it.storeCommits.sum(),
                        it -> it.storeCommitMicros.sum(),
                        TimeUnit.MICROSECONDS)
                .description("Commits, each of a group of events, and how long writing them took")
                .register(to);
    }

    @SuppressWarnings("resource") // Closed with this.
    private void bindProcess(PrometheusMeterRegistry to) {
        new JvmMemoryMetrics().bindTo(to);
        new JvmThreadMetrics().bindTo(to);
        new ClassLoaderMetrics().bindTo(to);
        new ProcessorMetrics().bindTo(to);
        new FileDescriptorMetrics().bindTo(to);
        new UptimeMetrics().bindTo(to);
        collections = new JvmGcMetrics();
        collections.bindTo(to);
    }

    private static void count(PrometheusMeterRegistry to, String name, LongAdder counted, String description) {
        FunctionCounter.builder("chat." + name, counted, LongAdder::sum)
                .description(description)
                .register(to);
    }

    private static void show(Level level, PrometheusMeterRegistry to) {
        Gauge.Builder<DoubleSupplier> gauge = Gauge.builder(
                        "chat." + level.name, level.value, DoubleSupplier::getAsDouble)
                .description(level.description)
                // Else a level that nobody else keeps is gone with the next collection.
                .strongReference(true);
        (level.kind.isEmpty() ? gauge : gauge.tag("kind", level.kind)).register(to);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (collections != null) {
            collections.close();
        }
        if (registry != null) {
            registry.close();
        }
    }
}

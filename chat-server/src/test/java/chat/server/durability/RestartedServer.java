package chat.server.durability;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A server that dies and comes back with what it has stored. Clients tell it of every step they take, so that its death comes
 * at a point of their work and not of the clock.
 */
final class RestartedServer implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 120;

    private final List<String> flags;
    private final AtomicInteger stepsLeft = new AtomicInteger();
    private volatile ServerProcess process;
    private volatile CompletableFuture<Integer> port = new CompletableFuture<>();
    private volatile CompletableFuture<Void> ended = CompletableFuture.completedFuture(null);
    private volatile Runnable atLast = () -> {};

    /** Starts it with these flags, now and every time. */
    RestartedServer(List<String> flags) {
        this.flags = flags;
        start();
    }

    /** Starts it again; clients that wait for {@link #port} come in. */
    void start() {
        startUntil(0);
    }

    /** Starts it and kills it again as soon as clients have taken so many steps together. */
    void startAndKillAfter(int steps) {
        startUntil(steps);
    }

    private void startUntil(int steps) {
        process = ServerProcess.launch(flags);
        int listensAt = process.port();
        CompletableFuture<Integer> waitedFor = port;
        if (steps > 0) {
            killAfter(steps);
        }
        waitedFor.complete(listensAt);
    }

    /** Where it listens; waits while it is gone. */
    int port() {
        return port.orTimeout(PATIENCE_SECONDS, SECONDS).join();
    }

    ServerProcess process() {
        return process;
    }

    /** Has clients talk until they have taken so many steps together; it lives on. */
    void goOnFor(int steps) {
        atLast = () -> {};
        stepsLeft.set(steps);
    }

    /** Kills it as soon as clients have taken so many steps together. */
    void killAfter(int steps) {
        endAfter(steps, ServerProcess::kill);
    }

    /** Has it stop, as told by SIGTERM, as soon as clients have taken so many steps together. */
    void stopAfter(int steps) {
        endAfter(steps, running -> assertThat(running.stop()).as("exit status").isZero());
    }

    private void endAfter(int steps, Consumer<ServerProcess> way) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        ended = end;
        atLast = () -> {
            port = new CompletableFuture<>();
            // Not on the thread of the client that took the last step: it must hear how its connection ends.
            CompletableFuture.runAsync(() -> way.accept(process))
                    .whenComplete((done, failure) -> complete(end, Optional.ofNullable(failure)));
        };
        stepsLeft.set(steps);
    }

    private static void complete(CompletableFuture<Void> end, Optional<Throwable> failure) {
        failure.ifPresentOrElse(end::completeExceptionally, () -> end.complete(null));
    }

    /** Waits for the end that was asked for. */
    void awaitEnd() {
        ended.orTimeout(PATIENCE_SECONDS, SECONDS).join();
        assertThat(process.output()).noneMatch(line -> line.contains(" ERROR "));
    }

    /** A client got on. */
    void step() {
        if (stepsLeft.getAndUpdate(left -> Math.max(0, left - 1)) == 1) {
            atLast.run();
        }
    }

    /** Whether clients have steps left to take. */
    boolean goesOn() {
        return stepsLeft.get() > 0;
    }

    @Override
    public void close() {
        stepsLeft.set(0);
        process.close();
    }
}

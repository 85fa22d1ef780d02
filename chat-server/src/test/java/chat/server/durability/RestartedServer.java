package chat.server.durability;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A server that dies and comes back with what it has stored. Clients tell it of every step they take, so that its death comes
 * at a point of their work and not of the clock.
 */
final class RestartedServer implements AutoCloseable {
    private static final long PATIENCE_SECONDS = Patience.OF_A_CROWD.toSeconds();

    private final List<String> flags;
    private final AtomicInteger stepsLeft = new AtomicInteger();
    private volatile ServerProcess process;
    private volatile CompletableFuture<Integer> port = new CompletableFuture<>();
    private volatile CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
    private volatile Runnable atLast = () -> {};
    private volatile OptionalInt line = OptionalInt.empty();

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

    /** Starts it and kills it so long after, whatever it is about to do by then; no client hears of it. */
    void startInVain(Duration untilKilled) {
        ServerProcess hardlyBorn = ServerProcess.launch(flags);
        CompletableFuture.runAsync(
                        hardlyBorn::kill, CompletableFuture.delayedExecutor(untilKilled.toMillis(), MILLISECONDS))
                .join();
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

    /** Has clients come over a line with this port, in place of straight. */
    void via(int linePort) {
        line = OptionalInt.of(linePort);
    }

    /** Where clients find it; waits while it is gone. */
    int port() {
        int straight = straightPort();
        return line.orElse(straight);
    }

    /** Where it listens; waits while it is gone. */
    int straightPort() {
        return port.orTimeout(PATIENCE_SECONDS, SECONDS).join();
    }

    ServerProcess process() {
        return process;
    }

    /** Has clients talk until they have taken so many steps together; it lives on. */
    void goOnFor(int steps) {
        after(steps, lives -> {});
    }

    /** Stops and continues it, as the signals do, as soon as clients have taken so many steps together. */
    void pauseAfter(int steps, Duration pause) {
        after(steps, running -> {
            running.signal("STOP");
            CompletableFuture.runAsync(
                            () -> running.signal("CONT"),
                            CompletableFuture.delayedExecutor(pause.toMillis(), MILLISECONDS))
                    .join();
        });
    }

    /** Kills it as soon as clients have taken so many steps together. */
    void killAfter(int steps) {
        after(steps, running -> {
            port = new CompletableFuture<>();
            running.kill();
        });
    }

    /** Has it stop, as told by SIGTERM, as soon as clients have taken so many steps together. */
    void stopAfter(int steps) {
        after(steps, running -> {
            port = new CompletableFuture<>();
            assertThat(running.stop()).as("exit status").isZero();
        });
    }

    private void after(int steps, Consumer<ServerProcess> what) {
        CompletableFuture<Void> told = new CompletableFuture<>();
        done = told;
        // Not on the thread of the client that took the last step: it must hear how its connection ends.
        atLast = () -> CompletableFuture.runAsync(() -> what.accept(process))
                .whenComplete((result, failure) -> complete(told, Optional.ofNullable(failure)));
        stepsLeft.set(steps);
    }

    private static void complete(CompletableFuture<Void> told, Optional<Throwable> failure) {
        failure.ifPresentOrElse(told::completeExceptionally, () -> told.complete(null));
    }

    /** Waits until the steps are taken and what was to happen then has happened. */
    void awaitDone() {
        done.orTimeout(PATIENCE_SECONDS, SECONDS).join();
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

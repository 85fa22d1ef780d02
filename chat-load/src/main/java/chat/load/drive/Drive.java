package chat.load.drive;

import chat.load.proc.Processes;
import chat.load.result.Result;
import chat.load.socket.Network;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A run from its first connection to its result, on the thread that starts it. */
public final class Drive {
    private static final long GATHER_SECONDS_MAX = 120;
    private static final long HEAR_SECONDS_MAX = 20;
    private static final long POLL_MILLIS = 50;

    private final Plan plan;
    private final Consumer<String> progress;
    private final Processes server;
    private final String at = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    private final long originNanos = System.nanoTime();

    private Drive(Plan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
        this.server = new Processes(plan.pids());
    }

    /**
     * Runs it; blocks for as long as it takes.
     *
     * @param plan one that {@link PlanCheck} let pass
     * @param progress told a line now and then, and each second while there is sending
     */
    public static Result run(Plan plan, Consumer<String> progress) throws FailedRunException, InterruptedException {
        return new Drive(plan, progress).run();
    }

    private Result run() throws FailedRunException, InterruptedException {
        InetSocketAddress address = new InetSocketAddress(plan.url().getHost(), Names.port(plan.url()));
        if (address.isUnresolved()) {
            throw new FailedRunException("--url: " + plan.url() + " (expected: a host that is known)");
        }
        Said said = new Said(plan.idle() ? 0 : plan.senders(), plan.rooms());
        Crew.Run run = new Crew.Run(plan, Names.of(plan.url()), said, address, originNanos);
        Crews crews;
        Findings findings = new Findings(plan, at);
        try (Network network = Network.start(plan.loops())) {
            crews = new Crews(
                    network.lanes().stream().map(lane -> new Crew(lane, run)).toList());
            gather(crews, findings);
            if (!plan.idle()) {
                awaitHearing(crews);
            }
            measure(crews, findings);
            crews.tell(Crew::end);
        }
        return findings.result(crews.all().stream().map(Crew::tally).toList());
    }

    /** Connects everybody. */
    private void gather(Crews crews, Findings findings) throws FailedRunException, InterruptedException {
        progress.accept("connects " + plan.connections() + " times");
        long residentBefore = server.residentBytes();
        long cpuBefore = server.cpuNanos();
        long start = System.nanoTime();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (Crew crew : crews.all()) {
            int lane = crews.all().indexOf(crew);
            List<Integer> ids = IntStream.range(0, plan.connections())
                    .filter(id -> id % plan.loops() == lane)
                    .boxed()
                    .toList();
            CompletableFuture<Void> gathered = new CompletableFuture<>();
            all.add(gathered);
            crew.lane().loop().execute(() -> crew.gather(ids).thenRun(() -> gathered.complete(null)));
        }
        boolean inTime = awaitAll(all);
        double readySeconds = (System.nanoTime() - start) / 1e9;
        int open = (int) crews.sum(crew -> (long) crew.progress().ready());
        if (open == 0 || !inTime) {
            throw new FailedRunException(open + " of " + plan.connections() + " connections are open after "
                    + Math.round(readySeconds) + " s: " + reasons(crews));
        }
        long last = crews.ask(crew -> crew.tally().lastUpgradeNanos).stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(start);
        long cpuMicros = (server.cpuNanos() - cpuBefore) / 1_000;
        findings.opened(new Result.Opening(open, 0, (last - start) / 1e9, readySeconds));
        findings.serverOpened(residentBefore, server.residentBytes(), (double) cpuMicros / open);
        progress.accept(open + " connections are open");
    }

    private static boolean awaitAll(List<CompletableFuture<Void>> all) throws InterruptedException {
        try {
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(GATHER_SECONDS_MAX, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException notAll) {
            return false;
        }
    }

    private String reasons(Crews crews) throws FailedRunException, InterruptedException {
        List<String> reasons = new ArrayList<>();
        crews.tell(crew -> crew.tally().reasons().forEach((why, count) -> reasons.add(why + " × " + count)));
        return reasons.isEmpty() ? "no answer" : String.join(", ", reasons);
    }

    /** A connection is not yet a place in a room, and not every server says when it is: so somebody asks until all hear. */
    private void awaitHearing(Crews crews) throws FailedRunException, InterruptedException {
        if (plan.protocol() == Protocol.JSON) {
            return;
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(HEAR_SECONDS_MAX);
        while (crews.ask(Crew::everybodyHears).contains(false)) {
            if (System.nanoTime() > deadline) {
                throw new FailedRunException("not everybody hears what is said within " + HEAR_SECONDS_MAX
                        + " s (expected: a server that passes each message on to all of a room, its sender too)");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private void measure(Crews crews, Findings findings) throws FailedRunException, InterruptedException {
        long start = System.nanoTime();
        long from = start + (plan.idle() ? 0 : nanos(plan.warmUpSeconds()));
        long to = from + nanos(plan.seconds());
        crews.tell(crew -> {
            crew.tally().measure(from - originNanos, to - originNanos);
            new Trouble(crew, plan).slowDown();
        });
        crews.tell(crew -> crew.begin(new Pace.Span(start, to)));
        Sampler sampler = new Sampler(crews, server, progress);
        sampler.watch(start, from);
        if (plan.storm()) {
            crews.tell(crew -> new Trouble(crew, plan).storm());
        }
        if (plan.churnPerSecond() > 0) {
            crews.tell(crew -> new Trouble(crew, plan).churn(to));
        }
        findings.measured(sampler.measure(from, to));
        drain(crews);
        sampler.takeLast();
        findings.latencies(sampler.latencies());
        if (server.hasAnyEnded()) {
            findings.serverEnded();
        }
    }

    /** Waits until everything that was sent has come. */
    private void drain(Crews crews) throws FailedRunException, InterruptedException {
        long deadline = System.nanoTime() + nanos(plan.drainSeconds());
        while (crews.sum(Crew::missing) > 0 && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private static long nanos(double seconds) {
        return (long) (seconds * 1e9);
    }
}

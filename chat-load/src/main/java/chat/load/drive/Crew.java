package chat.load.drive;

import chat.load.proc.Processes;
import chat.load.socket.Call;
import chat.load.socket.Lane;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** The clients of one event loop: they come, talk, listen and go. On that loop only, but for what says otherwise. */
final class Crew {
    /** Not every server says when somebody is in a room: what was said so shortly after they came they need not hear. */
    private static final long DEAF_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Lane lane;
    private final Run run;
    private final Tally tally = new Tally();
    private final Speech speech;
    private final Mouth mouth;
    private final Pace pace;
    private final List<Client> clients = new ArrayList<>();
    private final Deque<Client> toDial = new ArrayDeque<>();
    private final CompletableFuture<Void> gathered = new CompletableFuture<>();
    private final Departed departed;
    private int coming;
    private int ready;

    /**
     * A crew of nobody.
     *
     * @param run what all crews have in common
     */
    Crew(Lane lane, Run run) {
        this.lane = lane;
        this.run = run;
        Plan plan = run.plan();
        Body body = new Body(run.names().run(), plan.sizeBytes());
        Ear ear = new Ear(run.said(), tally, run.originNanos());
        speech = plan.protocol() == Protocol.JSON
                ? new JsonSpeech(plan, run.names(), body, ear)
                : new TextSpeech(plan, run.names(), body, ear);
        mouth = new Mouth(speech, plan, run.said(), tally, run.originNanos());
        pace = pace(plan);
        departed = new Departed(run.said(), tally);
    }

    private Pace pace(Plan plan) {
        if (plan.idle()) {
            return new Pace.Silence();
        }
        return plan.isClosedLoop() ? new ClosedLoop(lane.loop(), plan, mouth, tally) : new FixedRate(lane, plan, mouth);
    }

    /** What all crews have in common. */
    record Run(Plan plan, Names names, Said said, InetSocketAddress server, long originNanos) {}

    /** How far it is. */
    record Progress(long sent, long deliveries, long bytes, int ready, long cpuNanos, Histogram latencies) {}

    Lane lane() {
        return lane;
    }

    Tally tally() {
        return tally;
    }

    List<Client> clients() {
        return clients;
    }

    /** Connects those with these numbers; done when each of them is in its room or was refused. */
    CompletableFuture<Void> gather(List<Integer> ids) {
        ids.forEach(id -> clients.add(new Client(id, run.plan(), run.names(), this)));
        dial(clients);
        return gathered;
    }

    /** Connects these, so many at a time as the plan allows. */
    void dial(Collection<Client> away) {
        toDial.addAll(away);
        dialMore();
    }

    private void dialMore() {
        int comingMax = Math.max(1, run.plan().connecting() / run.plan().loops());
        while (coming < comingMax && !toDial.isEmpty()) {
            Client client = toDial.remove();
            coming++;
            client.dial(lane, call(client));
        }
        if (coming == 0) {
            gathered.complete(null);
        }
    }

    private Call call(Client client) {
        OptionalInt readBytesMax =
                client.isSlow() ? OptionalInt.of(run.plan().slowBytesPerSecond()) : OptionalInt.empty();
        return new Call(run.server(), source(client.id()), readBytesMax, speech.upgrade(client.room()));
    }

    private Optional<InetAddress> source(int id) {
        int sources = run.plan().sources();
        if (sources == 1) {
            return Optional.empty();
        }
        try {
            byte[] address = {127, 0, 0, (byte) (1 + id % sources)};
            return Optional.of(InetAddress.getByAddress(address));
        } catch (UnknownHostException notOfFourBytes) {
            throw new IllegalStateException(notOfFourBytes);
        }
    }

    /** The connection stands. */
    void opened(Client client) {
        tally.upgraded++;
        tally.lastUpgradeNanos = System.nanoTime();
        speech.opened(client);
    }

    void heard(Client client, byte[] bytes, int from, int to, long nowNanos) {
        tally.bytes += to - from;
        speech.heard(client, bytes, from, to, nowNanos);
        // A due message must not wait until all that came in is read.
        pace.poll(nowNanos);
    }

    void answered(Client client, long nowNanos) {
        pace.answered(client, nowNanos);
    }

    /** It is in its room. */
    void ready(Client client) {
        ready++;
        coming--;
        if (client.cutNanos() != 0) {
            tally.back(System.nanoTime() - client.cutNanos());
        }
        dialMore();
    }

    /** It did not come, or did not stay. */
    void ended(Client client, boolean wasReady, String why) {
        tally.reason(why);
        if (wasReady) {
            ready--;
            tally.closedByServer++;
            tally.slowClosed += client.isSlow() ? 1 : 0;
            settle(client);
            client.forget();
        } else {
            coming--;
            tally.notConnected++;
            dialMore();
        }
    }

    /** Cuts it off and has it come back at once, as itself where it can resume. */
    void cut(Client client, long nowNanos) {
        if (!run.plan().resumes()) {
            depart(client);
        }
        ready--;
        tally.cut++;
        client.cut(nowNanos);
    }

    /** Has it leave, and somebody else come. */
    void replace(Client client) {
        depart(client);
        ready--;
        tally.left++;
        client.leave();
        toDial.add(client);
        dialMore();
    }

    /** All that was said by now should have come. */
    private void settle(Client client) {
        if (!client.isSlow()) {
            Receipts receipts = client.receipts();
            tally.settle(receipts.expected(run.said()), receipts.distinct());
        }
    }

    private void depart(Client client) {
        departed.add(client.forget(), System.nanoTime(), clients.size());
    }

    /** Nothing came to it although it was long enough in its room. */
    private boolean isNewAndDeaf(Client client) {
        long since = client.readyNanos() - run.originNanos();
        return client.isReady()
                && !client.isSlow()
                && client.receipts().isNewAndDeaf()
                && run.said().lastPassedOn(client.room()) - since > DEAF_NANOS;
    }

    /** Whether everybody who is there has heard somebody else; else asks once more. */
    boolean everybodyHears() {
        for (Client client : clients) {
            boolean speaksFirst =
                    client.id() < Math.min(run.plan().rooms(), run.plan().senders());
            if (speaksFirst && client.isReady()) {
                mouth.probe(client);
            }
        }
        return clients.stream()
                .noneMatch(client -> client.isDeaf() && run.plan().sendersOf(client.room()) > 0);
    }

    /** Lets those who send begin. */
    void begin(Pace.Span span) {
        pace.begin(
                clients.stream()
                        .filter(client -> run.plan().isSender(client.id()))
                        .toList(),
                span);
    }

    /** How many deliveries are still to come, also of what should have been said by now, and who is on the way. */
    long missing() {
        pace.poll(System.nanoTime());
        long missing = coming;
        for (Client client : clients) {
            if (client.isReady() && !client.isSlow()) {
                Receipts receipts = client.receipts();
                missing += receipts.expected(run.said()) - receipts.distinct();
            }
        }
        return missing;
    }

    /** The end: what did not come is lost, and everybody leaves. */
    void end() {
        departed.settleAll();
        for (Client client : clients) {
            tally.deaf += isNewAndDeaf(client) ? 1 : 0;
            // Who was cut and did not come back has lost what it would have resumed.
            if (client.isReady() || (run.plan().resumes() && client.cutNanos() != 0)) {
                settle(client);
            }
            client.leave();
        }
    }

    Progress progress() {
        return new Progress(
                tally.sent, tally.deliveries, tally.bytes, ready, Processes.threadCpuNanos(), tally.takeLatencies());
    }
}

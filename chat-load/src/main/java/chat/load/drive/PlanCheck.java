package chat.load.drive;

import chat.load.proc.Processes;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** What may be asked of a run. Every bound is here. */
public final class PlanCheck {
    /** More are not told apart in a message. */
    static final int CONNECTIONS_MAX = 200_000;

    /** Ports that Linux gives out by itself to one address, a few left for others. */
    static final int CONNECTIONS_PER_SOURCE_MAX = 28_000;

    /** What each connection remembers of each sender that it hears: 160 MB in all. */
    static final long PAIRS_MAX = 20_000_000;

    /** What a message needs for its sender, number and time. */
    static final int SIZE_MIN = Body.BYTES_MIN;

    /** The longest text that the server takes. */
    static final int TEXT_BYTES_MAX = 8_000;

    /** What relays take by default. */
    static final int RAW_BYTES_MAX = 65_536;

    static final int IN_FLIGHT_MAX = 10_000;
    static final double RATE_MAX = 1_000_000;
    static final double SECONDS_MIN = 0.1;
    static final double SECONDS_MAX = 3_600;
    static final int SOURCES_MAX = 250;
    static final int LOOPS_MAX = 64;
    static final int CHURN_MAX = 10_000;
    static final int SLOW_BYTES_MAX = 1 << 20;
    static final int LABEL_LENGTH_MAX = 100;

    /** Files of this program that are no connections. */
    private static final int OTHER_FILES = 100;

    private final Plan plan;

    private PlanCheck(Plan plan) {
        this.plan = plan;
    }

    /** Throws when it is not allowed; the message is one line: which option, its value, what is expected. */
    public static Plan checked(Plan plan) throws BadPlanException {
        PlanCheck check = new PlanCheck(plan);
        check.url();
        check.crowd();
        check.talk();
        check.time();
        check.trouble();
        check.machine();
        return plan;
    }

    private void url() throws BadPlanException {
        URI url = plan.url();
        boolean whole = "ws".equals(url.getScheme()) && url.getHost() != null && url.getRawFragment() == null;
        expect(whole && url.getRawUserInfo() == null, "--url", url, "ws://HOST:PORT/ or ws://HOST:PORT/PATH");
        expect(url.getPort() != 0 && url.getPort() <= 65_535, "--url", url, "a port from 1 to 65535");
    }

    private void crowd() throws BadPlanException {
        range("--connections", plan.connections(), 1, CONNECTIONS_MAX);
        range("--senders", plan.senders(), plan.idle() ? 0 : 1, plan.connections());
        range("--rooms", plan.rooms(), 1, plan.connections());
        if (plan.protocol() == Protocol.RAW) {
            expect(plan.rooms() == 1, "--rooms", plan.rooms(), "1 with --protocol raw: a relay knows no rooms");
        }
        long pairs = (long) plan.connections() * plan.sendersOf(0);
        expect(
                pairs <= PAIRS_MAX,
                "--senders",
                plan.senders(),
                "fewer, or more --rooms: connections times senders of a room are " + pairs + ", at most " + PAIRS_MAX);
    }

    private void talk() throws BadPlanException {
        range("--rate", plan.rate(), 0, RATE_MAX);
        if (plan.isClosedLoop()) {
            range("--in-flight", plan.inFlight(), 1, IN_FLIGHT_MAX);
        }
        int sizeMax = plan.protocol() == Protocol.RAW ? RAW_BYTES_MAX : TEXT_BYTES_MAX;
        range("--size", plan.sizeBytes(), SIZE_MIN, sizeMax);
        boolean clean = plan.label().codePoints().noneMatch(Character::isISOControl);
        expect(
                clean && plan.label().length() <= LABEL_LENGTH_MAX,
                "--label",
                plan.label().length() + " characters",
                "at most " + LABEL_LENGTH_MAX + ", no controls");
    }

    private void time() throws BadPlanException {
        range("--seconds", plan.seconds(), SECONDS_MIN, SECONDS_MAX);
        range("--warmup", plan.warmUpSeconds(), 0, SECONDS_MAX);
        range("--drain", plan.drainSeconds(), 0, SECONDS_MAX);
    }

    private void trouble() throws BadPlanException {
        int listeners = plan.connections() - plan.senders();
        range("--slow", plan.slowPercent(), 0, 100);
        range("--slow-bytes", plan.slowBytesPerSecond(), 0, SLOW_BYTES_MAX);
        expect(
                plan.slowConnections() <= listeners,
                "--slow",
                plan.slowPercent(),
                "no more than do not send, which are " + listeners);
        range("--churn", plan.churnPerSecond(), 0, CHURN_MAX);
        boolean others = listeners > plan.slowConnections();
        expect(plan.churnPerSecond() == 0 || others, "--churn", plan.churnPerSecond(), "somebody who does not send");
        expect(!plan.storm() || others, "--storm", true, "somebody who does not send");
        expect(
                !plan.storm() || plan.churnPerSecond() == 0,
                "--storm",
                true,
                "no --churn: who comes back could not be told from who comes anew");
    }

    private void machine() throws BadPlanException {
        range("--loops", plan.loops(), 1, LOOPS_MAX);
        range("--connecting", plan.connecting(), 1, plan.connections() + CONNECTIONS_MAX);
        range("--sources", plan.sources(), 1, SOURCES_MAX);
        expect(plan.sources() == 1 || isLoopback(), "--sources", plan.sources(), "1 unless the server is on 127.0.0.1");
        long portsMax = (long) plan.sources() * CONNECTIONS_PER_SOURCE_MAX;
        expect(
                plan.connections() <= portsMax,
                "--connections",
                plan.connections(),
                "at most " + CONNECTIONS_PER_SOURCE_MAX + " for each of --sources");
        long filesMax = Processes.openFilesMax() - OTHER_FILES;
        expect(
                plan.connections() <= filesMax,
                "--connections",
                plan.connections(),
                "at most " + filesMax + ": raise the limit of open files (ulimit -n)");
        for (long pid : plan.pids()) {
            expect(Processes.exists(pid), "--pid", pid, "a process of this machine, which runs Linux");
        }
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(plan.url().getHost()).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private static void range(String name, double value, double min, double max) throws BadPlanException {
        expect(value >= min && value <= max, name, shown(value), shown(min) + " to " + shown(max));
    }

    /** Whole numbers without a point. */
    private static String shown(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static void expect(boolean kept, String name, Object value, String rule) throws BadPlanException {
        if (!kept) {
            throw new BadPlanException(name + ": " + value + " (expected: " + rule + ")");
        }
    }
}

package chat.load.result;

import static chat.load.result.Words.mebibytes;
import static chat.load.result.Words.number;
import static chat.load.result.Words.whole;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * One line of a summary.
 *
 * @param title one word
 * @param words empty when there is nothing to say
 */
record Figure(String title, Function<Result, String> words) {
    /** From top to bottom. */
    static final List<Figure> ALL = List.of(
            new Figure("connections", Figure::connections),
            new Figure("sent", Figure::sent),
            new Figure("deliveries", Figure::deliveries),
            new Figure("latency", Figure::latency),
            new Figure(
                    "acks",
                    result -> result.acks().count() == 0
                            ? ""
                            : whole(result.traffic().acknowledged()) + "; " + Words.quantiles(result.acks())),
            new Figure("faults", Figure::faults),
            new Figure("storm", Figure::storm),
            new Figure("slow", Figure::slow),
            new Figure(
                    "churn",
                    result -> result.turmoil().replaced() == 0
                            ? ""
                            : whole(result.turmoil().replaced()) + " replaced"),
            new Figure("failures", Words::reasons),
            new Figure("server", Figure::server),
            new Figure("memory", Figure::memory),
            new Figure("generator", Figure::generator));

    String of(Result result) {
        return words.apply(result);
    }

    private static String connections(Result result) {
        Result.Opening opening = result.opening();
        String each = result.server()
                .map(server -> "; server CPU " + number(server.cpuMicrosPerHandshake()) + " µs each")
                .orElse("");
        return String.format(
                Locale.ROOT,
                "%,d open, %,d refused, %,d closed; %s handshakes/s, all in their rooms after %.2f s%s",
                opening.open(),
                opening.notConnected(),
                result.turmoil().closedByServer(),
                whole(opening.handshakesPerSecond()),
                opening.readySeconds(),
                each);
    }

    private static String sent(Result result) {
        Result.Traffic traffic = result.traffic();
        if (result.setting().idle()) {
            return "";
        }
        return whole(traffic.sent()) + " (" + number(traffic.sentPerSecond()) + "/s), " + whole(traffic.skipped())
                + " skipped, " + whole(traffic.stalls()) + " stalls";
    }

    private static String deliveries(Result result) {
        Result.Traffic traffic = result.traffic();
        if (result.setting().idle()) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "%,d (%s/s), %.2f MB/s in, %,d other frames",
                traffic.deliveries(),
                whole(traffic.deliveriesPerSecond()),
                traffic.bytesPerSecond() / 1e6,
                traffic.otherFrames());
    }

    private static String latency(Result result) {
        if (result.latency().count() == 0) {
            return "";
        }
        long skipped = result.traffic().skipped();
        return Words.quantiles(result.latency())
                + (skipped == 0 ? "" : "; too good, for " + whole(skipped) + " were skipped and are in none of them");
    }

    private static String faults(Result result) {
        Result.Faults faults = result.faults();
        if (result.setting().idle()) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "%,d lost of %,d expected, %,d twice, %,d out of order, %,d in the wrong room",
                faults.lost(),
                faults.expected(),
                faults.twice(),
                faults.late(),
                faults.strays());
    }

    private static String storm(Result result) {
        Result.Turmoil turmoil = result.turmoil();
        if (turmoil.cut() == 0) {
            return "";
        }
        return whole(turmoil.cut()) + " cut off, " + whole(turmoil.back()) + " back; "
                + Words.quantiles(turmoil.untilBack());
    }

    private static String slow(Result result) {
        Result.Turmoil turmoil = result.turmoil();
        if (turmoil.slow() == 0) {
            return "";
        }
        return whole(turmoil.slow()) + " read slowly and got " + whole(turmoil.deliveriesToSlow()) + "; "
                + whole(turmoil.slowClosed()) + " closed by the server";
    }

    private static String server(Result result) {
        return result.server()
                .map(server -> "CPU " + number(server.cpuPercent()) + " % of a core"
                        + (server.cpuMicrosPerDelivery() > 0
                                ? ", " + Words.millis(server.cpuMicrosPerDelivery()) + " µs per delivery"
                                : ""))
                .orElse("");
    }

    private static String memory(Result result) {
        return result.server()
                .map(server -> mebibytes(server.residentBytesBefore()) + " MiB before, "
                        + mebibytes(server.residentBytesOpen()) + " with all connected, "
                        + mebibytes(server.residentBytesMax()) + " at most; "
                        + whole(server.residentBytesPerConnection(
                                result.opening().open())) + " B per connection")
                .orElse("");
    }

    private static String generator(Result result) {
        Result.OwnUse own = result.own();
        String share = own.cpuMicrosPerDelivery() > 0
                ? ", its own share " + Words.millis(own.cpuMicrosPerDelivery()) + " µs per delivery"
                : "";
        String lag = result.sendLag().count() == 0
                ? ""
                : "; send lag p99 " + Words.millis(result.sendLag().p99Millis()) + " max "
                        + Words.millis(result.sendLag().maxMillis()) + " ms";
        return "CPU " + number(own.cpuPercent()) + " % of a core, " + number(own.loopPercentMax())
                + " % by its busiest event loop" + share + lag
                + (own.saturated() ? " SATURATED: it limits the result" : "");
    }
}

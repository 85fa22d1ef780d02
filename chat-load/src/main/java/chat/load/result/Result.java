package chat.load.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a run.
 *
 * @param format {@link #FORMAT}
 * @param label what the run is called; may be empty
 * @param at when it began, as in ISO 8601
 * @param acks how long until a message was acknowledged; none but with JSON
 * @param sendLag how much later than due this program sent: above the latencies' order it is what limits them
 * @param curve the latencies' percentiles, in ascending order
 * @param reasons what failed, and how often
 */
public record Result(
        int format,
        String label,
        String at,
        Setting setting,
        Opening opening,
        Traffic traffic,
        Quantiles latency,
        Quantiles acks,
        Quantiles sendLag,
        Faults faults,
        Turmoil turmoil,
        Optional<ServerUse> server,
        OwnUse own,
        List<Second> series,
        List<Point> curve,
        Map<String, Long> reasons) {
    /** Files of another one cannot be read. */
    public static final int FORMAT = 2;

    /** What was asked for, as the options of {@code run} say it. */
    public record Setting(
            String url,
            String protocol,
            int connections,
            int senders,
            int rooms,
            double rate,
            int inFlight,
            int sizeBytes,
            boolean compression,
            boolean idle,
            boolean storm,
            double slowPercent,
            int slowBytesPerSecond,
            double churnPerSecond,
            double seconds,
            double warmUpSeconds,
            int sources,
            int loops) {}

    /**
     * How the connections came to be.
     *
     * @param open how many were in their rooms
     * @param notConnected how many were refused, later ones too
     * @param seconds until the last of them was a WebSocket
     * @param readySeconds until the last of them was in its room
     */
    public record Opening(int open, long notConnected, double seconds, double readySeconds) {
        /** How many became WebSockets in a second. */
        public double handshakesPerSecond() {
            return seconds > 0 ? open / seconds : 0;
        }
    }

    /**
     * What was said and heard.
     *
     * @param seconds how long was measured; rates are of that time, all the counts of the whole run, warm-up included
     * @param skipped due, but not sent: the sender's connection was closed or full
     * @param stalls how often a closed loop waited for 2 s in vain
     * @param acknowledged messages that the server said it has
     * @param otherFrames what is no message of the run
     */
    public record Traffic(
            double seconds,
            long sent,
            double sentPerSecond,
            long skipped,
            long stalls,
            long deliveries,
            double deliveriesPerSecond,
            double bytesPerSecond,
            long acknowledged,
            long otherFrames) {}

    /** How long things took. */
    public record Quantiles(
            long count, double p50Millis, double p90Millis, double p99Millis, double p999Millis, double maxMillis) {}

    /**
     * What went wrong with deliveries, of the whole run.
     *
     * @param expected messages that should have come, at each connection that hears them
     * @param lost those of them that did not
     * @param twice messages that came again
     * @param late messages that came after a later one of the same sender
     * @param strays messages of another room
     */
    public record Faults(long expected, long lost, long twice, long late, long strays) {}

    /**
     * Who went, and who came.
     *
     * @param closedByServer connections that were open and were not closed from here
     * @param slow how many read slowly
     * @param slowClosed how many of these the server closed
     * @param deliveriesToSlow messages that came to them nevertheless
     * @param replaced who left for somebody else to come
     * @param cut who was cut off by the storm
     * @param back how many of these were in their rooms again
     * @param deaf who came later, stayed to the end and heard nothing, though something was said that they should have heard
     * @param untilBack since they were cut
     */
    public record Turmoil(
            long closedByServer,
            int slow,
            long slowClosed,
            long deliveriesToSlow,
            long replaced,
            long cut,
            long back,
            long deaf,
            Quantiles untilBack) {}

    /**
     * What the server took.
     *
     * @param cpuPercent of one core, while measured
     * @param cpuMicrosPerDelivery 0 when nothing was delivered
     * @param cpuMicrosPerHandshake until everybody was in their rooms
     * @param residentBytesBefore its memory before the first connection
     * @param residentBytesOpen and when everybody was in their rooms
     * @param residentBytesMax the most of it while measured, looked at each second
     * @param ended whether a process of it was not there any more at the end; what it used is known until then
     */
    public record ServerUse(
            double cpuPercent,
            double cpuMicrosPerDelivery,
            double cpuMicrosPerHandshake,
            long residentBytesBefore,
            long residentBytesOpen,
            long residentBytesMax,
            boolean ended) {
        /** How much more memory each connection took. */
        public double residentBytesPerConnection(int open) {
            return open == 0 ? 0 : (double) (residentBytesOpen - residentBytesBefore) / open;
        }
    }

    /**
     * What this program took.
     *
     * @param cpuPercent of one core, while measured
     * @param cpuMicrosPerDelivery 0 when nothing was delivered
     * @param loopPercentMax of one core, by its busiest event loop
     * @param saturated whether that had hardly any time left: then it is what limits the result
     */
    public record OwnUse(double cpuPercent, double cpuMicrosPerDelivery, double loopPercentMax, boolean saturated) {}

    /**
     * One second of those that were measured, or what is left of one at the end.
     *
     * @param second when it ended, since the measuring began
     * @param p99Millis 0 when nothing came
     * @param open who was in their rooms at its end
     */
    public record Second(
            double second,
            double sentPerSecond,
            double deliveriesPerSecond,
            double p99Millis,
            int open,
            double serverCpuPercent,
            long serverResidentBytes,
            double ownCpuPercent) {}

    /** A share of the messages came within that time. */
    public record Point(double percentile, double millis) {}

    /** What is wrong with it, one sentence each; empty: all is well. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        add(problems, opening.notConnected(), "connections were refused");
        add(problems, turmoil.closedByServer() - turmoil.slowClosed(), "connections were closed by the server");
        add(problems, server.filter(ServerUse::ended).isPresent() ? 1 : 0, "server process ended");
        add(problems, turmoil.cut() - turmoil.back(), "did not come back");
        add(problems, turmoil.deaf(), "who came later heard nothing");
        add(problems, faults.lost(), "deliveries were lost");
        add(problems, faults.twice(), "deliveries came twice");
        add(problems, faults.late(), "deliveries came out of order");
        add(problems, faults.strays(), "deliveries came to the wrong room");
        add(problems, traffic.skipped(), "messages could not be sent");
        add(problems, traffic.stalls(), "times a sender waited in vain");
        reasons.forEach((why, count) -> add(problems, why.startsWith("error ") ? count : 0, "times " + why));
        if (!setting.idle() && traffic.deliveries() == 0) {
            problems.add("nothing came to anybody");
        }
        return problems;
    }

    private static void add(List<String> problems, long count, String what) {
        if (count > 0) {
            problems.add(count + " " + what);
        }
    }
}

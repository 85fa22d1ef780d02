package chat.load.drive;

import java.net.URI;
import java.util.List;

/**
 * What a run is to do; {@link PlanCheck} says what is allowed.
 *
 * @param url such as {@code ws://127.0.0.1:8765/}; without a path it is {@code /ws}
 * @param connections how many in all
 * @param senders the first so many of them send
 * @param rooms connection {@code i} is in room {@code i} modulo this
 * @param rate messages a second of all senders together; 0 for a closed loop
 * @param inFlight in a closed loop, how many messages of each sender are under way
 * @param sizeBytes of a message's text
 * @param compression whether permessage-deflate is asked for
 * @param idle nobody says anything
 * @param storm everybody who does not send is cut off when the measuring begins, and comes back at once
 * @param slowPercent so many percent of the connections read slowly
 * @param slowBytesPerSecond what each of these reads; 0 for nothing
 * @param churnPerSecond so many leave each second and come back as somebody else; of those who do not send
 * @param seconds how long is measured
 * @param warmUpSeconds what is sent before, for nothing
 * @param drainSeconds what is waited at most for the last deliveries
 * @param sources so many addresses from 127.0.0.1 on are connected from, in turn
 * @param connecting so many connections at most are on their way at the same time
 * @param loops event loops of this program
 * @param pids the server's processes; none to know nothing of them
 * @param label what the run is called; may be empty
 */
public record Plan(
        URI url,
        Protocol protocol,
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
        double drainSeconds,
        int sources,
        int connecting,
        int loops,
        List<Long> pids,
        String label) {
    /** Whether a sender waits for its own message before it sends the next. */
    boolean isClosedLoop() {
        return rate == 0;
    }

    /** Those are the last ones. */
    int slowConnections() {
        return (int) Math.round(connections * slowPercent / 100);
    }

    boolean isSlow(int connection) {
        return connection >= connections - slowConnections();
    }

    boolean isSender(int connection) {
        return connection < senders;
    }

    /** How many senders a room has. */
    int sendersOf(int room) {
        return room < senders ? (senders - 1 - room) / rooms + 1 : 0;
    }

    /** A connection that was cut resumes where it was; else it begins anew. */
    boolean resumes() {
        return storm && protocol == Protocol.JSON;
    }
}

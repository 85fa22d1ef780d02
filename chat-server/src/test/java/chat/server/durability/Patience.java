package chat.server.durability;

import chat.server.TextSocket;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** How long tests wait: longer than the server is made to stand still, by the system property {@code pause.millis}. */
final class Patience {
    /** How long the server stands still, time after time. */
    static final List<Duration> PAUSES = Stream.of(
                    System.getProperty("pause.millis", "1000,1000").split(","))
            .map(millis -> Duration.ofMillis(Long.parseLong(millis)))
            .toList();

    private static final Duration LONGEST = Collections.max(PAUSES);

    /** Of a client, for the next message. */
    static final Duration OF_A_CLIENT = TextSocket.DEADLINE.plus(LONGEST);

    /** For all clients to have done what they do. */
    static final Duration OF_A_CROWD = Duration.ofSeconds(120).plus(LONGEST.multipliedBy(2));

    private Patience() {}
}

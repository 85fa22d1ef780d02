package chat.server;

import java.time.Duration;

/** A WebSocket client as tests use it: whole text messages, one after the other. */
public interface TextSocket extends AutoCloseable {
    /** How long a test waits for what must come. */
    Duration DEADLINE = Duration.ofSeconds(20);

    /** Sends a text message. */
    TextSocket send(String text);

    /** The next text message; fails when there is none in time. */
    String next();

    /** The code the server closed with; fails when it has not in time. */
    int closeCode();

    /** Ends the connection without a close frame. */
    void abort();

    /** Says goodbye, unless it is over already. */
    @Override
    void close();
}

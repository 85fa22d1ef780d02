package chat.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** Reads a room as its messages come, on a thread of its own, and remembers in which order. */
final class RoomReader implements AutoCloseable {
    private static final Pattern POSTED = Pattern.compile("\\{\"type\":\"posted\",\"room\":\"[^\"]*\",\"seq\":(\\d+),");

    private final TextSocket socket;
    private final List<Long> seqs = new CopyOnWriteArrayList<>();

    /** @param socket of a client that is in the room; nobody else reads it from now on */
    RoomReader(TextSocket socket) {
        this.socket = socket;
        Thread thread = new Thread(this::read, "reader");
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        try {
            while (true) {
                long seq = seqOf(socket.next());
                if (seq > 0) {
                    seqs.add(seq);
                }
            }
        } catch (AssertionError | RuntimeException closed) {
            // Whoever waits for more will see that it does not come.
        }
    }

    /** The {@code seq} of a posted message; 0 for everything else. */
    static long seqOf(String message) {
        Matcher posted = POSTED.matcher(message);
        return posted.lookingAt() ? Long.parseLong(posted.group(1)) : 0;
    }

    /** Waits until it was told this much, and insists that it was told every event since {@code first}, once and in order. */
    void assertHasRead(long first, long last) {
        await().atMost(TextSocket.DEADLINE).until(() -> !seqs.isEmpty() && seqs.get(seqs.size() - 1) >= last);
        assertThat(seqs)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(first, last).boxed().toList());
    }

    @Override
    public void close() {
        socket.close();
    }
}

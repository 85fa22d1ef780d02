package chat.server;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody in the lobby who reads what comes and, if so made, posts the next message whenever one is acknowledged. */
final class Chatter implements AutoCloseable {
    private static final Pattern ACK =
            Pattern.compile("\\{\"type\":\"ack\",\"room\":\"[^\"]*\",\"cid\":\"[^\"]*\",\"seq\":(\\d+),");

    private final SocketClient socket;
    private final String name;
    private final Thread thread;
    private final List<Long> read = new CopyOnWriteArrayList<>();
    private final List<Long> acked = new CopyOnWriteArrayList<>();
    private int said;

    private Chatter(int port, String name) {
        this.socket = SocketClient.json(port);
        this.name = name;
        JsonClient client = new JsonClient(socket);
        client.hello("Chatter " + name);
        client.join("lobby");
        client.next("live");
        thread = new Thread(this::chat, name);
        thread.setDaemon(true);
    }

    /** In the lobby, but not reading yet. */
    static Chatter enter(int port, int number) {
        return new Chatter(port, "" + (char) ('a' + number / 26) + (char) ('a' + number % 26));
    }

    void startReading() {
        thread.start();
    }

    void startTalking() {
        thread.start();
        say();
    }

    private void chat() {
        try {
            while (true) {
                hear(socket.next());
            }
        } catch (AssertionError | RuntimeException ended) {
            // How, the socket knows.
        }
    }

    private void hear(String message) {
        long seq = RoomReader.seqOf(message);
        Matcher ack = ACK.matcher(message);
        if (seq > 0) {
            read.add(seq);
        } else if (ack.lookingAt()) {
            acked.add(Long.valueOf(ack.group(1)));
            say();
        }
    }

    private void say() {
        said++;
        socket.send("{\"type\":\"send\",\"room\":\"lobby\",\"cid\":\"%s:%d\",\"text\":\"olá\"}".formatted(name, said));
    }

    /** The positions that were read, in that order. */
    List<Long> read() {
        return read;
    }

    /** The positions of its own messages, as far as they were acknowledged. */
    List<Long> acked() {
        return acked;
    }

    /** Waits for the end of the connection; returns the server's close code, or -1. */
    int closeCode() throws InterruptedException {
        thread.join(TextSocket.DEADLINE.toMillis());
        return socket.closeCode();
    }

    @Override
    public void close() {
        socket.close();
    }
}

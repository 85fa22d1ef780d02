package chat.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletableFuture;

/** One of many who come back at the same time: joins where it was, and checks that it gets all that it missed, once. */
final class Returning implements ChatSocket.Listener {
    private static final byte[] POSTED = ChatSocket.start("posted");
    private static final byte[] LIVE = ChatSocket.start("live");
    private static final byte[] RESET = ChatSocket.start("reset");

    private final String name;
    private final String room;
    private final byte[] event;
    private final CompletableFuture<Void> live = new CompletableFuture<>();
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private long seq;

    /** @param after the newest event that it has */
    Returning(String name, String room, long after) {
        this.name = name;
        this.room = room;
        this.seq = after;
        this.event =
                "{\"type\":\"posted\",\"room\":\"%s\",\"seq\":".formatted(room).getBytes(UTF_8);
    }

    /** When it has a connection. */
    CompletableFuture<Void> connected() {
        return connected;
    }

    /** When it has all that it missed. */
    CompletableFuture<Void> live() {
        return live;
    }

    @Override
    public void opened(ChatSocket socket) {
        connected.complete(null);
        socket.say("{\"type\":\"hello\",\"name\":\"%s\"}".formatted(name));
        socket.say("{\"type\":\"join\",\"room\":\"%s\",\"after\":%d}".formatted(room, seq));
    }

    @Override
    public void heard(ChatSocket socket, ByteBuf message) {
        if (ChatSocket.begins(message, POSTED)) {
            if (!ChatSocket.begins(message, event) || number(message, event.length) != seq + 1) {
                failed(new IllegalStateException(
                        "event: " + message.toString(UTF_8) + " (expected: seq " + (seq + 1) + ")"));
            }
            seq++;
        } else if (ChatSocket.begins(message, LIVE)) {
            live.complete(null);
        } else if (ChatSocket.begins(message, RESET)) {
            failed(new IllegalStateException("reset (expected: what followed " + seq + ")"));
        }
    }

    private static long number(ByteBuf message, int at) {
        long number = 0;
        for (int i = message.readerIndex() + at; Character.isDigit(message.getByte(i)); i++) {
            number = 10 * number + message.getByte(i) - '0';
        }
        return number;
    }

    @Override
    public void failed(Throwable why) {
        connected.completeExceptionally(why);
        live.completeExceptionally(why);
    }
}

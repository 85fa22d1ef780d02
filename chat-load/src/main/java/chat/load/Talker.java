package chat.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who is in a room and talks; measures how long each message takes to be acknowledged. */
final class Talker implements ChatSocket.Listener {
    private static final byte[] LIVE = ChatSocket.start("live");
    private static final byte[] ACKNOWLEDGED = ChatSocket.start("ack");
    private static final Pattern CID = Pattern.compile("\"cid\":\"([^\"]+)\"");

    private final String name;
    private final String room;
    private final CompletableFuture<ChatSocket> live = new CompletableFuture<>();
    private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
    private volatile Latencies latencies = new Latencies();
    private int sent;

    Talker(String name, String room) {
        this.name = name;
        this.room = room;
    }

    /** When it may talk. */
    CompletableFuture<ChatSocket> live() {
        return live;
    }

    /** From now on it counts into these. */
    void measureInto(Latencies into) {
        latencies = into;
    }

    /** How many of its messages are not acknowledged yet. */
    int unanswered() {
        return sentAt.size();
    }

    /** Sends one message, whether or not those before are acknowledged. One thread at a time. */
    void talk(String text) {
        sent++;
        String cid = "t" + sent;
        sentAt.put(cid, System.nanoTime());
        live.join()
                .say("{\"type\":\"send\",\"room\":\"%s\",\"cid\":\"%s\",\"text\":\"%s\"}".formatted(room, cid, text));
    }

    @Override
    public void opened(ChatSocket socket) {
        socket.say("{\"type\":\"hello\",\"name\":\"%s\"}".formatted(name));
        socket.say("{\"type\":\"join\",\"room\":\"%s\"}".formatted(room));
    }

    @Override
    public void heard(ChatSocket socket, ByteBuf message) {
        if (ChatSocket.begins(message, LIVE)) {
            live.complete(socket);
        } else if (ChatSocket.begins(message, ACKNOWLEDGED)) {
            Matcher cid = CID.matcher(message.toString(UTF_8));
            Long at = cid.find() ? sentAt.remove(cid.group(1)) : null;
            if (at != null) {
                latencies.add(System.nanoTime() - at);
            }
        }
    }

    @Override
    public void failed(Throwable why) {
        live.completeExceptionally(why);
    }
}

package chat.load;

import io.netty.buffer.ByteBuf;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * Clients of a server that each send one message, wait until it is acknowledged, and then the next. Each is alone in its room:
 * what is measured is the way in, through the store and back, not the fan-out.
 */
final class ServerSenders {
    private static final byte[] ACKNOWLEDGED = ChatSocket.start("ack");
    private static final byte[] LIVE = ChatSocket.start("live");

    private final URI server;
    private final int senders;
    private final Latencies latencies = new Latencies();
    private volatile boolean measuring;
    private volatile boolean stopped;

    /**
     * None connected yet.
     *
     * @param server such as {@code ws://127.0.0.1:8765}; must lift its rates ({@code --no-rate-limit})
     */
    ServerSenders(URI server, int senders) {
        this.server = server;
        this.senders = senders;
    }

    /** Has them send, first for nothing, then for the record; blocks. */
    StoreSenders.Result run(Duration warmUp, Duration howLong) throws InterruptedException {
        try (ChatClients clients = new ChatClients(server)) {
            List<Sender> all = new ArrayList<>();
            for (int i = 0; i < senders; i++) {
                Sender sender = new Sender(i);
                clients.connect(sender);
                // One after the other: a thousand at once is another measurement.
                sender.live.join();
                all.add(sender);
            }
            all.forEach(sender -> sender.send(sender.live.join()));
            Thread.sleep(warmUp.toMillis());
            measuring = true;
            long start = System.nanoTime();
            Thread.sleep(howLong.toMillis());
            measuring = false;
            double seconds = (System.nanoTime() - start) / 1e9;
            stopped = true;
            all.forEach(sender -> sender.ended.join());
            return new StoreSenders.Result(senders, latencies.count() / seconds, latencies);
        }
    }

    /** One of them; on the clients' thread, but for its first message. */
    private final class Sender implements ChatSocket.Listener {
        private final int number;
        private final Words words;
        private final CompletableFuture<ChatSocket> live = new CompletableFuture<>();
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private int sent;
        private long sentAt;

        private Sender(int number) {
            this.number = number;
            this.words = new Words(new Random(number));
        }

        @Override
        public void opened(ChatSocket socket) {
            socket.say("{\"type\":\"hello\",\"name\":\"Remetente %d\"}".formatted(number));
            socket.say("{\"type\":\"join\",\"room\":\"carga-%d\"}".formatted(number));
        }

        private void send(ChatSocket socket) {
            sent++;
            sentAt = System.nanoTime();
            socket.say("{\"type\":\"send\",\"room\":\"carga-%d\",\"cid\":\"%d\",\"text\":\"%s\"}"
                    .formatted(number, sent, words.text()));
        }

        @Override
        public void heard(ChatSocket socket, ByteBuf message) {
            if (ChatSocket.begins(message, ACKNOWLEDGED)) {
                if (measuring) {
                    latencies.add(System.nanoTime() - sentAt);
                }
                if (stopped) {
                    ended.complete(null);
                } else {
                    send(socket);
                }
            } else if (ChatSocket.begins(message, LIVE)) {
                live.complete(socket);
            }
        }

        @Override
        public void failed(Throwable why) {
            live.completeExceptionally(why);
            ended.completeExceptionally(why);
        }
    }
}

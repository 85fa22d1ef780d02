package chat.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Clients of a server that each send one message, wait until it is acknowledged, and then the next. Each is alone in its room:
 * what is measured is the way in, through the store and back, not the fan-out.
 */
final class ServerSenders {
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
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            HttpClient http = HttpClient.newBuilder().executor(thread).build();
            List<Sender> all = new ArrayList<>();
            for (int i = 0; i < senders; i++) {
                Sender sender = new Sender(i);
                http.newWebSocketBuilder()
                        .subprotocols("chat.v1")
                        .buildAsync(server.resolve("/ws"), sender)
                        .join();
                all.add(sender);
            }
            all.forEach(sender -> sender.live.join());
            all.forEach(Sender::send);
            Thread.sleep(warmUp.toMillis());
            measuring = true;
            long start = System.nanoTime();
            Thread.sleep(howLong.toMillis());
            measuring = false;
            double seconds = (System.nanoTime() - start) / 1e9;
            stopped = true;
            all.forEach(sender -> sender.ended.join());
            return new StoreSenders.Result(senders, latencies.count() / seconds, latencies);
        } finally {
            thread.shutdownNow();
        }
    }

    /** One of them; on the client's thread, but for its first message. */
    private final class Sender implements WebSocket.Listener {
        private final int number;
        private final Words words;
        private final CompletableFuture<WebSocket> live = new CompletableFuture<>();
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private final StringBuilder partial = new StringBuilder();
        private int sent;
        private long sentAt;

        private Sender(int number) {
            this.number = number;
            this.words = new Words(new Random(number));
        }

        @Override
        public void onOpen(WebSocket socket) {
            say(socket, "{\"type\":\"hello\",\"name\":\"Remetente %d\"}".formatted(number))
                    .thenCompose(said -> say(socket, "{\"type\":\"join\",\"room\":\"carga-%d\"}".formatted(number)));
            socket.request(1);
        }

        private static CompletableFuture<WebSocket> say(WebSocket socket, String json) {
            return socket.sendText(json, true);
        }

        private void send() {
            sent++;
            sentAt = System.nanoTime();
            say(
                    live.join(),
                    "{\"type\":\"send\",\"room\":\"carga-%d\",\"cid\":\"%d\",\"text\":\"%s\"}"
                            .formatted(number, sent, words.text()));
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                String message = partial.toString();
                partial.setLength(0);
                heard(socket, message);
            }
            socket.request(1);
            return null;
        }

        private void heard(WebSocket socket, String message) {
            if (message.startsWith("{\"type\":\"ack\"")) {
                if (measuring) {
                    latencies.add(System.nanoTime() - sentAt);
                }
                if (stopped) {
                    socket.abort();
                    ended.complete(null);
                } else {
                    send();
                }
            } else if (message.startsWith("{\"type\":\"live\"")) {
                live.complete(socket);
            } else if (message.startsWith("{\"type\":\"error\"") || message.startsWith("{\"type\":\"closing\"")) {
                failed(new IllegalStateException("answer: " + message));
            }
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            failed(error);
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
            failed(new IllegalStateException("closed: " + statusCode + " " + reason));
            return null;
        }

        private void failed(Throwable why) {
            live.completeExceptionally(why);
            ended.completeExceptionally(why);
        }
    }
}

package chat.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The JDK's WebSocket client, as a queue of whole text messages. */
final class WsClient implements WebSocket.Listener, TextSocket {
    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;

    private WsClient(URI uri, Map<String, String> headers, String... subprotocols) {
        WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(DEADLINE);
        headers.forEach(builder::header);
        if (subprotocols.length > 0) {
            builder.subprotocols(subprotocols[0]);
        }
        socket = builder.buildAsync(uri, this).join();
    }

    static WsClient plain(URI server, String path) {
        return new WsClient(server.resolve(path), Map.of());
    }

    static WsClient plain(URI server, String path, Map<String, String> headers) {
        return new WsClient(server.resolve(path), headers);
    }

    static WsClient json(URI server, Map<String, String> headers) {
        return new WsClient(server.resolve("/ws"), headers, "chat.v1");
    }

    static WsClient json(URI server) {
        return new WsClient(server.resolve("/ws"), Map.of(), "chat.v1");
    }

    @Override
    public WsClient send(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    @Override
    public String next() {
        try {
            String message = received.poll(DEADLINE.toSeconds(), TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("no message within " + DEADLINE + "; close: " + closeCode);
            }
            return message;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What has come so far and was not taken. */
    BlockingQueue<String> received() {
        return received;
    }

    @Override
    public int closeCode() {
        return closeCode.orTimeout(DEADLINE.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public void abort() {
        socket.abort();
    }

    String subprotocol() {
        return socket.getSubprotocol();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            received.add(partial.toString());
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closeCode.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closeCode.completeExceptionally(error);
    }

    @Override
    public void close() {
        if (!socket.isOutputClosed()) {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(gone -> socket);
        }
    }
}

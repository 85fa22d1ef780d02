package peer;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What one says, all get, the sender too. One verticle, and so one event loop, which may keep its sockets in a plain set:
 * nothing goes through the event bus, which would cost more.
 */
public final class VertxRelay extends VerticleBase {
    private final int port;
    private final boolean compressed;
    private final Set<ServerWebSocket> everybody = new LinkedHashSet<>();

    private VertxRelay(int port, boolean compressed) {
        this.port = port;
        this.compressed = compressed;
    }

    /** {@code PORT [compressed]}: port 0 takes any free one; the address is printed. */
    public static void main(String[] arguments) {
        boolean compressed = arguments.length > 1 && arguments[1].equals("compressed");
        VertxRelay relay = new VertxRelay(Integer.parseInt(arguments[0]), compressed);
        Vertx.vertx(new VertxOptions().setPreferNativeTransport(true))
                .deployVerticle(relay)
                .onFailure(failure -> {
                    failure.printStackTrace();
                    System.exit(1);
                });
    }

    @Override
    public Future<HttpServer> start() {
        HttpServerOptions options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(compressed)
                .setWebSocketAllowServerNoContext(true)
                .setWebSocketPreferredClientNoContext(true);
        return vertx.createHttpServer(options)
                .webSocketHandler(this::join)
                .listen()
                .onSuccess(server ->
                        System.out.println("The relay is at ws://127.0.0.1:" + server.actualPort() + "/"));
    }

    private void join(ServerWebSocket socket) {
        everybody.add(socket);
        socket.closeHandler(closed -> everybody.remove(socket));
        socket.exceptionHandler(failure -> socket.close());
        socket.textMessageHandler(text -> everybody.forEach(each -> each.writeTextMessage(text)));
    }
}

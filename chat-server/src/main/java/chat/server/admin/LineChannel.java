package chat.server.admin;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * Lines over a socket, each way one after the other. One thread at a time; any other may {@link #close}, which ends what
 * that one waits for.
 */
final class LineChannel implements AutoCloseable {
    /** What is read at once. */
    private static final int BUFFER_BYTES = 1 << 16;

    private final SocketChannel socket;
    private final Selector selector;
    private final Duration patience;
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES).flip();

    /** @param patience how long the other side may do nothing, when something of it is waited for; zero: for ever */
    LineChannel(SocketChannel socket, Duration patience) throws IOException {
        this.socket = socket;
        this.patience = patience;
        selector = Selector.open();
        socket.configureBlocking(false);
    }

    /**
     * The next line, without its end.
     *
     * @throws EOFException when the other side has closed
     * @throws IOException when the line is longer than {@code bytesMax}, or the other side gone or too slow
     */
    byte[] read(int bytesMax) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            if (!in.hasRemaining()) {
                fill();
            }
            byte next = in.get();
            if (next == '\n') {
                return line.toByteArray();
            }
            if (line.size() == bytesMax) {
                throw new IOException("line: longer than " + bytesMax + " bytes (expected: a shorter one)");
            }
            line.write(next);
        }
    }

    private void fill() throws IOException {
        in.clear();
        int read = socket.read(in);
        while (read == 0) {
            await(SelectionKey.OP_READ);
            read = socket.read(in);
        }
        in.flip();
        if (read < 0) {
            in.position(in.limit());
            throw new EOFException("the other side has closed");
        }
    }

    /** Writes a line, which holds no line end. */
    void write(byte[] line) throws IOException {
        ByteBuffer out =
                ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
        while (out.hasRemaining()) {
            if (socket.write(out) == 0) {
                await(SelectionKey.OP_WRITE);
            }
        }
    }

    private void await(int operation) throws IOException {
        try {
            socket.register(selector, operation);
            if (selector.select(patience.toMillis()) == 0) {
                throw new SocketTimeoutException("the other side did nothing for " + patience.toSeconds() + " s");
            }
            selector.selectedKeys().clear();
        } catch (ClosedSelectorException e) {
            throw new AsynchronousCloseException();
        }
    }

    /** As {@link #close}; what fails there was closed already, for all we know. */
    void closeQuietly() {
        try {
            close();
        } catch (IOException closedAnyway) {
            // Nobody would know what to do.
        }
    }

    @Override
    public void close() throws IOException {
        try (selector) {
            socket.close();
        }
    }
}

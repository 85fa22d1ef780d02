package chat.server.admin;

import chat.server.admin.ControlReply.Kind;
import chat.server.store.Progress;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes commands for a server that runs, from a socket in its data directory which is its owner's alone. One request a
 * connection, one connection at a time; the next ones wait. Works on a thread of its own, and blocks nobody else.
 */
final class ControlServer implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ControlServer.class);

    /** Commands that wait for their turn; further ones are told that nobody listens. */
    private static final int BACKLOG_MAX = 8;

    /** How long a command may say nothing when it is its turn. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How long {@link #close} waits for a command in work to give up. */
    private static final Duration CLOSE_MAX = Duration.ofSeconds(2);

    /** How long to wait when no connection can be taken, for want of file descriptors mostly. */
    private static final Duration ACCEPT_AGAIN = Duration.ofSeconds(1);

    private static final String OWNER_ONLY = "rw-------";
    private static final String ROOT = "root";

    private final ControlCodec codec = new ControlCodec();
    private final Path file;
    private final ServerSocketChannel server;
    private final String store;
    private final Map<String, Change> changes;
    private final Thread thread;
    private volatile Optional<LineChannel> client = Optional.empty();

    private ControlServer(Path file, ServerSocketChannel server, String store, Map<String, Change> changes) {
        this.file = file;
        this.server = server;
        this.store = store;
        this.changes = changes;
        thread = new Thread(this::serve, "control");
        thread.setDaemon(true);
    }

    /**
     * Listens.
     *
     * @param dataDir what is left there of an earlier server is removed
     * @param store as {@link ControlRequest#store} calls it
     * @param changes what it carries out, by the names of the commands
     * @throws IOException when it cannot, because another server listens there for example; the message is one line
     */
    static ControlServer start(Path dataDir, String store, Map<String, Change> changes) throws IOException {
        UnixDomainSocketAddress address = ControlAddress.in(dataDir);
        Path file = address.getPath();
        if (isAnswered(address)) {
            throw new IOException("control socket: " + file + " (expected: no other server in this data directory)");
        }
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            Files.deleteIfExists(file);
            server.bind(address, BACKLOG_MAX);
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(OWNER_ONLY));
            }
        } catch (IOException | RuntimeException e) {
            server.close();
            throw new IOException(
                    "control socket: " + file + " (expected: a place for a socket): " + e.getMessage(), e);
        }
        ControlServer started = new ControlServer(file, server, store, changes);
        started.thread.start();
        return started;
    }

    private static boolean isAnswered(UnixDomainSocketAddress address) {
        try {
            SocketChannel.open(address).close();
            return true;
        } catch (IOException nobodyListens) {
            return false;
        }
    }

    private void serve() {
        boolean out = false;
        while (server.isOpen()) {
            try {
                SocketChannel socket = server.accept();
                out = false;
                serveOwner(socket);
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException e) {
                if (!out) {
                    LOGGER.warn("no command can come in, it is tried again every second: {}", e.getMessage());
                }
                out = true;
                if (!pause()) {
                    return;
                }
            }
        }
    }

    /** Whatever comes of it, the next command has its turn. */
    private void serveOwner(SocketChannel accepted) {
        try (SocketChannel socket = accepted) {
            if (isOwner(socket)) {
                serve(socket);
            }
        } catch (ClosedChannelException e) {
            LOGGER.info("a command was not finished: its connection was closed");
        } catch (IOException e) {
            LOGGER.info("a command was not finished: {}", CommandException.line(e));
        } catch (RuntimeException e) {
            LOGGER.error("a command broke", e);
        }
    }

    /** Returns false when this is to end. */
    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(ACCEPT_AGAIN.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The permissions of the file say the same, but not before they are set. */
    private boolean isOwner(SocketChannel socket) throws IOException {
        if (!socket.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
            return true;
        }
        UserPrincipal user = socket.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
        return user.equals(Files.getOwner(file)) || user.getName().equals(ROOT);
    }

    private void serve(SocketChannel socket) throws IOException {
        try (LineChannel lines = new LineChannel(socket, PATIENCE)) {
            client = Optional.of(lines);
            ControlRequest request = codec.decode(lines.read(ControlCodec.LINE_BYTES_MAX), ControlRequest.class);
            lines.write(codec.encode(answer(request, lines)));
        } finally {
            client = Optional.empty();
        }
    }

    private ControlReply answer(ControlRequest request, LineChannel lines) throws IOException {
        Change change = changes.get(request.command());
        if (change == null) {
            return ControlReply.of(
                    Kind.FAILED, "command: " + request.command() + " (expected: one that this server knows)");
        }
        if (!request.store().equals(store)) {
            return ControlReply.of(
                    Kind.FAILED,
                    "store: " + request.store() + " (expected: " + store + ", that of the server which runs)");
        }
        LOGGER.info("command {} {}", request.command(), request.arguments());
        try {
            String text = change.run(request.arguments(), () -> input(lines), progress(lines));
            // The rest of it is a list.
            LOGGER.info(
                    "command {}: {}",
                    request.command(),
                    text.lines().findFirst().orElse(""));
            return ControlReply.of(Kind.DONE, text);
        } catch (CommandException | IOException e) {
            String line = CommandException.line(e);
            LOGGER.info("command {} failed: {}", request.command(), line);
            return ControlReply.of(Kind.FAILED, line);
        }
    }

    private List<byte[]> input(LineChannel client) throws IOException {
        client.write(codec.encode(ControlReply.of(Kind.SEND, "")));
        List<byte[]> lines = new ArrayList<>();
        long bytes = 0;
        for (byte[] line = client.read(Change.BYTES_MAX); line.length > 0; line = client.read(Change.BYTES_MAX)) {
            if (lines.size() == Change.LINES_MAX || bytes >= Change.BYTES_MAX) {
                throw new IOException("input: more at once than " + Change.LINES_MAX + " lines or " + Change.BYTES_MAX
                        + " bytes (expected: less)");
            }
            lines.add(line);
            bytes += line.length;
        }
        return lines;
    }

    /** Whoever no longer listens does not stop what is being done. */
    private Progress progress(LineChannel client) {
        return new ProgressLines(codec, client);
    }

    /** Listens no more; what is in work is cut off, within {@link #CLOSE_MAX}. */
    @Override
    public void close() {
        try {
            server.close();
            client.ifPresent(LineChannel::closeQuietly);
            // Ends what waits for the store.
            thread.interrupt();
            Files.deleteIfExists(file);
            thread.join(CLOSE_MAX.toMillis());
        } catch (IOException e) {
            LOGGER.warn("control socket: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

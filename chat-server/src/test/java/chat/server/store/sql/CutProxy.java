package chat.server.store.sql;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A way to a server of this machine that breaks when told. */
final class CutProxy implements AutoCloseable {
    /** What PostgreSQL answers to a commit that is done: CommandComplete, its length, the command. */
    private static final byte[] COMMITTED = "C\0\0\0\013COMMIT\0".getBytes(US_ASCII);

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final List<Link> links = new CopyOnWriteArrayList<>();
    private final AtomicLong answered = new AtomicLong();
    private volatile boolean swallowsCommit;
    private volatile boolean closed;

    CutProxy(int target) throws IOException {
        this.target = target;
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Every connection falls silent, and neither end learns of it. New ones are let through. */
    void stall() {
        links.forEach(link -> link.stalled = true);
    }

    /** Every connection is broken off. New ones are let through. */
    void cut() {
        links.forEach(Link::close);
        links.clear();
    }

    /** The next connection whose commit is done is broken off in place of saying so. */
    void cutInsteadOfNextCommitted() {
        swallowsCommit = true;
    }

    boolean hasCut() {
        return !swallowsCommit;
    }

    /** How many bytes the server has answered so far. */
    long answered() {
        return answered.get();
    }

    private void accept() throws IOException {
        while (!closed) {
            Socket client = listener.accept();
            Link link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), target));
            links.add(link);
            start(() -> link.pump(link.client, link.server, false));
            start(() -> link.pump(link.server, link.client, true));
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void start(Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException e) {
                        // One end is gone.
                    }
                },
                "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        listener.close();
        cut();
    }

    private final class Link {
        private final Socket client;
        private final Socket server;
        private volatile boolean stalled;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void pump(Socket from, Socket to, boolean answers) throws IOException {
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] buffer = new byte[65_536];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    if (answers && swallowsCommit && saysCommitted(buffer, read)) {
                        swallowsCommit = false;
                        return;
                    }
                    if (answers) {
                        answered.addAndGet(read);
                    }
                    if (!stalled) {
                        out.write(buffer, 0, read);
                    }
                }
            } finally {
                if (!stalled) {
                    close();
                }
            }
        }

        private boolean saysCommitted(byte[] buffer, int length) {
            for (int i = 0; i + COMMITTED.length <= length; i++) {
                if (Arrays.equals(buffer, i, i + COMMITTED.length, COMMITTED, 0, COMMITTED.length)) {
                    return true;
                }
            }
            return false;
        }

        void close() {
            for (Socket socket : List.of(client, server)) {
                try {
                    socket.close();
                } catch (IOException e) {
                    // Then it is.
                }
            }
        }
    }
}

package chat.server.admin;

import chat.server.store.Progress;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Has a server that runs carry a command out. */
final class ControlClient implements AutoCloseable {
    private static final byte[] END = {};

    private final ControlCodec codec = new ControlCodec();
    private final LineChannel lines;

    private ControlClient(LineChannel lines) {
        this.lines = lines;
    }

    /** @throws IOException when no server listens there */
    static ControlClient connect(Path dataDir) throws IOException {
        return new ControlClient(new LineChannel(SocketChannel.open(ControlAddress.in(dataDir)), Duration.ZERO));
    }

    /** Waits until it is done, as long as the server lives; the operator may lose patience. */
    String run(ControlRequest request, Change.Input input, Progress progress) throws CommandException, IOException {
        lines.write(codec.encode(request));
        while (true) {
            ControlReply reply = reply();
            switch (reply.kind()) {
                case PROGRESS -> progress.at(reply.text(), reply.done(), reply.total());
                case SEND -> send(input.next());
                case DONE -> {
                    return reply.text();
                }
                case FAILED -> throw new CommandException(reply.text());
            }
        }
    }

    private ControlReply reply() throws CommandException, IOException {
        try {
            return codec.decode(lines.read(ControlCodec.LINE_BYTES_MAX), ControlReply.class);
        } catch (EOFException e) {
            throw new CommandException("server: gone (expected: it lives until the command is done; try again)", e);
        }
    }

    private void send(List<byte[]> chunk) throws IOException {
        for (byte[] line : chunk) {
            lines.write(line);
        }
        lines.write(END);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}

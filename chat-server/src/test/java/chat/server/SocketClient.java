package chat.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * A client on a plain socket. It reads when a test asks for a message and not before, sends any bytes, and can end in
 * every bad way. Compresses nothing; answers no ping.
 */
public final class SocketClient implements TextSocket {
    public static final int TEXT = 0x81;
    public static final int TEXT_FRAGMENT = 0x01;
    static final int NEXT_FRAGMENT = 0x00;
    static final int BINARY = 0x82;

    private static final int CLOSE_OPCODE = 8;
    private static final int NO_CLOSE_FRAME = -1;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private int closeCode;

    /** A message of the server, or its close frame. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Frame(int opcode, byte[] payload) {}

    private SocketClient(InetAddress from, int port, String path, String... headers) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) DEADLINE.toMillis());
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        bytes(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                        + String.join("\r\n", headers) + (headers.length > 0 ? "\r\n\r\n" : "\r\n"))
                .getBytes(ISO_8859_1));
        readResponse();
    }

    /** Speaks {@code chat.v1}. */
    static SocketClient json(TestServer server) {
        return json(server.port());
    }

    /** Speaks {@code chat.v1}, to whichever server has this port. */
    public static SocketClient json(int port) {
        return open(port, "/ws", "Sec-WebSocket-Protocol: chat.v1");
    }

    /** As {@link #json(int)}, waiting so long for what must come. */
    public static SocketClient json(int port, Duration patience) {
        SocketClient client = json(port);
        try {
            client.socket.setSoTimeout((int) patience.toMillis());
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #json(TestServer)}, from an address of this machine, 127.0.0.2 say. */
    static SocketClient json(TestServer server, String from) {
        try {
            return new SocketClient(
                    InetAddress.getByName(from), server.port(), "/ws", "Sec-WebSocket-Protocol: chat.v1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SocketClient plain(TestServer server, String path) {
        return open(server.port(), path);
    }

    private static SocketClient open(int port, String path, String... headers) {
        try {
            return new SocketClient(InetAddress.getLoopbackAddress(), port, path, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readResponse() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        if (!head.toString().startsWith("HTTP/1.1 101 ")) {
            throw new IOException("answer: " + head + " (expected: 101)");
        }
    }

    /** A masked frame, with a mask that changes nothing. */
    static byte[] frame(int firstByte, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 14);
        frame.write(firstByte);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else if (payload.length < 65_536) {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        } else {
            frame.write(0x80 | 127);
            frame.writeBytes(
                    ByteBuffer.allocate(Long.BYTES).putLong(payload.length).array());
        }
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    /** Sends bytes, whatever they mean. */
    public SocketClient bytes(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SocketClient frame(int firstByte, String payload) {
        return bytes(frame(firstByte, payload.getBytes(UTF_8)));
    }

    @Override
    public SocketClient send(String text) {
        return frame(TEXT, text);
    }

    @Override
    public String next() {
        Frame frame = read();
        if (frame.opcode == CLOSE_OPCODE) {
            throw new AssertionError("closed with " + closeCode + " (expected: a message)");
        }
        return new String(frame.payload, UTF_8);
    }

    @Override
    public int closeCode() {
        while (closeCode == 0) {
            read();
        }
        return closeCode;
    }

    /** The next text message or close frame. A connection that just ends counts as closed with -1. */
    private Frame read() {
        try {
            int opcode = in.readUnsignedByte() & 0xf;
            int length = in.readUnsignedByte();
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = Math.toIntExact(in.readLong());
            }
            Frame frame = new Frame(opcode, in.readNBytes(length));
            if (opcode == CLOSE_OPCODE) {
                closeCode = length < 2 ? 1005 : (frame.payload[0] & 0xff) << 8 | (frame.payload[1] & 0xff);
            } else if (opcode != (TEXT & 0xf)) {
                return read();
            }
            return frame;
        } catch (EOFException | SocketException e) {
            closeCode = NO_CLOSE_FRAME;
            return new Frame(CLOSE_OPCODE, new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends nothing more, but would go on reading. */
    void endOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends with a reset. */
    @Override
    public void abort() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends without a word, but in an orderly way as far as TCP knows. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

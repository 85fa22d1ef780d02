package chat.server.transport;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A client that sends the bytes it is told to, right or wrong, and reads what comes; every wait ends after some seconds. */
final class RawClient implements AutoCloseable {
    private static final int WAIT_MILLIS = 10_000;
    private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};

    private final Socket socket;
    private final InputStream in;

    RawClient(int port) throws IOException {
        this(port, 0);
    }

    /** @param receiveBuffer 0: the system's choice */
    RawClient(int port, int receiveBuffer) throws IOException {
        socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), WAIT_MILLIS);
        socket.setSoTimeout(WAIT_MILLIS);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
    }

    /** What came in answer to a request. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Response(int status, Map<String, String> headers, byte[] body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** A frame of the server. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Frame(int firstByte, byte[] payload) {
        int opcode() {
            return firstByte & 0xf;
        }

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        /** The code in a close frame; 0 when there is none. */
        int closeCode() {
            return payload.length < 2 ? 0 : (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
        }
    }

    RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Sends characters as bytes, ISO 8859-1. */
    RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A request with a Host and the given lines. */
    RawClient request(String line, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(line).append(" HTTP/1.1\r\nHost: chat.example:8765\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return send(request.append("\r\n").toString());
    }

    /** The upgrade of a plain client; extra headers may be added. */
    RawClient upgrade(String target, String... headers) throws IOException {
        String[] all = new String[headers.length + 4];
        all[0] = "Connection: Upgrade";
        all[1] = "Upgrade: websocket";
        all[2] = "Sec-WebSocket-Version: 13";
        all[3] = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
        System.arraycopy(headers, 0, all, 4, headers.length);
        return request("GET " + target, all);
    }

    /** Upgrades and insists that it worked. */
    RawClient open(String target, String... headers) throws IOException {
        Response response = upgrade(target, headers).response();
        if (response.status() != 101) {
            throw new IOException("status: " + response.status() + " (expected: 101)");
        }
        return this;
    }

    /** Reads one response; to a HEAD request {@link #head} does. */
    Response response() throws IOException {
        Response head = head();
        int length = Integer.parseInt(head.headers().getOrDefault("content-length", "0"));
        return new Response(head.status(), head.headers(), exactly(head.status() == 304 ? 0 : length));
    }

    /** Reads a response that has no body. */
    Response head() throws IOException {
        String status = line();
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (a, b) -> a + ", " + b);
        }
        return new Response(Integer.parseInt(status.split(" ")[1]), headers, new byte[0]);
    }

    /** Sends a frame. */
    RawClient frame(int firstByte, byte[] payload) throws IOException {
        return send(masked(firstByte, payload));
    }

    RawClient text(String text) throws IOException {
        return frame(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    RawClient close(int code, String reason) throws IOException {
        byte[] utf8 = reason.getBytes(StandardCharsets.UTF_8);
        byte[] payload = new byte[2 + utf8.length];
        payload[0] = (byte) (code >> 8);
        payload[1] = (byte) code;
        System.arraycopy(utf8, 0, payload, 2, utf8.length);
        return frame(0x88, payload);
    }

    /** A masked frame with the shortest length. */
    static byte[] masked(int firstByte, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + 14);
        out.write(firstByte);
        int length = payload.length;
        if (length < 126) {
            out.write(0x80 | length);
        } else if (length < 65_536) {
            out.write(0x80 | 126);
            out.write(length >> 8);
            out.write(length);
        } else {
            out.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.write((int) ((long) length >> shift));
            }
        }
        out.writeBytes(MASK);
        for (int i = 0; i < length; i++) {
            out.write(payload[i] ^ MASK[i % 4]);
        }
        return out.toByteArray();
    }

    /** Reads one frame. */
    Frame read() throws IOException {
        int first = byteOrEnd();
        if (first < 0) {
            throw new EOFException("the server closed (expected: a frame)");
        }
        int length = byteOrEnd();
        if (length == 126) {
            length = byteOrEnd() << 8 | byteOrEnd();
        } else if (length == 127) {
            long whole = 0;
            for (int i = 0; i < 8; i++) {
                whole = whole << 8 | byteOrEnd();
            }
            length = Math.toIntExact(whole);
        }
        return new Frame(first, exactly(length));
    }

    /** Reads frames up to the close frame, and insists that the server then closes without another word. */
    int closeCodeAtTheEnd() throws IOException {
        Frame frame = read();
        while (frame.opcode() != 8) {
            frame = read();
        }
        int code = frame.closeCode();
        if (byteOrEnd() >= 0) {
            throw new IOException("another byte came after the close frame (expected: the end)");
        }
        return code;
    }

    /** Waits until the server has closed, whatever it says before. */
    byte[] untilEnd() throws IOException {
        return in.readAllBytes();
    }

    /** No more bytes from us. */
    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Ends with a reset instead of a goodbye. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = byteOrEnd(); b != '\n'; b = byteOrEnd()) {
            if (b < 0) {
                throw new EOFException("the server closed (expected: a line)");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    private int byteOrEnd() throws IOException {
        return in.read();
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the server closed (expected: " + length + " bytes)");
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package chat.server.transport;

import chat.protocol.CloseCode;
import chat.server.session.Client;
import chat.server.session.Connection;
import chat.server.session.Session;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Says back what it hears, and remembers what transport did to it. */
final class EchoSession implements Session {
    final Connection connection;
    final Client client;
    final List<String> events = new CopyOnWriteArrayList<>();
    private boolean closed;

    EchoSession(Connection connection, Client client) {
        this.connection = connection;
        this.client = client;
    }

    @Override
    public void onText(byte[] utf8) {
        String text = new String(utf8, StandardCharsets.UTF_8);
        if (text.equals("!bug")) {
            throw new IllegalStateException("a bug, as the test asked for");
        }
        if (text.equals("!pause")) {
            connection.pauseReads(true);
        }
        events.add(text.length() > 100 ? text.length() + " characters" : text);
        connection.send(utf8);
    }

    @Override
    public void onBinary() {
        close(CloseCode.UNSUPPORTED_DATA);
    }

    @Override
    public void onHeartbeat() {
        events.add("heartbeat");
    }

    @Override
    public void onTick(long nowNanos) {
        events.add("tick");
    }

    @Override
    public void onWritable() {
        events.add("writable");
    }

    @Override
    public void onClosed() {
        events.add("closed");
    }

    @Override
    public void close(CloseCode code) {
        if (!closed) {
            closed = true;
            events.add("close " + code.code());
            connection.close(code);
        }
    }
}

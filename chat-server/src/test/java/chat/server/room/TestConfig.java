package chat.server.room;

import chat.server.config.Http;
import chat.server.config.Listen;
import chat.server.config.MetricsAccess;
import chat.server.config.NetworkTransport;
import chat.server.config.ServerConfig;
import chat.server.config.SessionLimits;
import chat.server.config.StoreChoice;
import chat.server.config.WebSocket;
import java.util.List;

/** A configuration for tests: the defaults of the design, some of them changed. */
public final class TestConfig {
    private int roomsMax = 1_000;
    private int roomsPerConnectionMax = 100;
    private int roomCreationsPerMinute = 10;
    private int resumeEventsMax = 2_000;
    private int commandsUnansweredMax = 64;
    private boolean rateLimit = true;
    private int commandsPerSecond = 1_000;
    private int connectionsPerAddressMax;
    private int usersPerAddress = 20;
    private int usersPerRoom = 20;
    private int leftGraceMillis = 5_000;
    private int roomEventsMax = 10_000;
    private long totalBytesMax = 1L << 28;

    public TestConfig roomsMax(int value) {
        roomsMax = value;
        return this;
    }

    public TestConfig roomsPerConnectionMax(int value) {
        roomsPerConnectionMax = value;
        return this;
    }

    public TestConfig roomCreationsPerMinute(int value) {
        roomCreationsPerMinute = value;
        return this;
    }

    public TestConfig resumeEventsMax(int value) {
        resumeEventsMax = value;
        return this;
    }

    public TestConfig commandsUnansweredMax(int value) {
        commandsUnansweredMax = value;
        return this;
    }

    public TestConfig rateLimit(boolean value) {
        rateLimit = value;
        return this;
    }

    public TestConfig commandsPerSecond(int value) {
        commandsPerSecond = value;
        return this;
    }

    /** With a limit of connections there are rates of addresses, too. */
    public TestConfig connectionsPerAddressMax(int value) {
        connectionsPerAddressMax = value;
        return this;
    }

    /** Rates of addresses, as of so many users. */
    public TestConfig usersPerAddress(int value) {
        connectionsPerAddressMax(1_000);
        usersPerAddress = value;
        return this;
    }

    public TestConfig usersPerRoom(int value) {
        usersPerRoom = value;
        return this;
    }

    public TestConfig leftGraceMillis(int value) {
        leftGraceMillis = value;
        return this;
    }

    /** How many events the memory store keeps of a room. */
    public TestConfig roomEventsMax(int value) {
        roomEventsMax = value;
        return this;
    }

    /** How much the memory store keeps of all rooms. */
    public TestConfig totalBytesMax(long value) {
        totalBytesMax = value;
        return this;
    }

    public ServerConfig build() {
        return ServerConfig.defaults()
                .withStore(new StoreChoice.Memory())
                .withListen(any ->
                        new Listen("127.0.0.1", 0, NetworkTransport.AUTO, 1, 1_000, connectionsPerAddressMax, 1_000))
                .withHttp(any -> new Http(List.of(), 8_192, 10_000, false, MetricsAccess.LOCAL))
                .withWebSocket(any -> new WebSocket(65_536, 128, true, 25_000, 35_000, 65_536, 1 << 20))
                .withSessions(any -> new SessionLimits(
                        ServerConfig.PlainStyle.RELAY,
                        10_000,
                        commandsUnansweredMax,
                        rateLimit,
                        commandsPerSecond,
                        20,
                        5,
                        usersPerAddress,
                        usersPerRoom,
                        leftGraceMillis))
                .withRooms(any -> new ServerConfig.Rooms(
                        roomsMax, 1_000, roomsPerConnectionMax, roomCreationsPerMinute, 100, resumeEventsMax, 30_000))
                .withMemoryStore(any -> new ServerConfig.MemoryStore(roomEventsMax, 1 << 24, totalBytesMax, 100_000));
    }
}

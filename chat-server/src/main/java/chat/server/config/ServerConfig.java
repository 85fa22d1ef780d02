package chat.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Everything that can be configured. {@link ConfigLoader} makes only instances with every value in its bounds; tests go
 * beyond them with {@link #defaults} and the {@code with} methods, which check nothing. Units are in the names.
 * Immutable.
 */
public record ServerConfig(
        Listen listen,
        Http http,
        WebSocket webSocket,
        Sessions sessions,
        Rooms rooms,
        MemoryStore memoryStore,
        Logging logging,
        Path dataDir) {

    /** What a start without file, environment and flags gives. */
    public static ServerConfig defaults() {
        return Values.defaults().serverConfig();
    }

    /** With other Listen values. */
    public ServerConfig withListen(UnaryOperator<Listen> change) {
        return new ServerConfig(change.apply(listen), http, webSocket, sessions, rooms, memoryStore, logging, dataDir);
    }

    /** With other Http values. */
    public ServerConfig withHttp(UnaryOperator<Http> change) {
        return new ServerConfig(listen, change.apply(http), webSocket, sessions, rooms, memoryStore, logging, dataDir);
    }

    /** With other WebSocket values. */
    public ServerConfig withWebSocket(UnaryOperator<WebSocket> change) {
        return new ServerConfig(listen, http, change.apply(webSocket), sessions, rooms, memoryStore, logging, dataDir);
    }

    /** With other Sessions values. */
    public ServerConfig withSessions(UnaryOperator<Sessions> change) {
        return new ServerConfig(listen, http, webSocket, change.apply(sessions), rooms, memoryStore, logging, dataDir);
    }

    /** With other Rooms values. */
    public ServerConfig withRooms(UnaryOperator<Rooms> change) {
        return new ServerConfig(listen, http, webSocket, sessions, change.apply(rooms), memoryStore, logging, dataDir);
    }

    /** With other MemoryStore values. */
    public ServerConfig withMemoryStore(UnaryOperator<MemoryStore> change) {
        return new ServerConfig(listen, http, webSocket, sessions, rooms, change.apply(memoryStore), logging, dataDir);
    }

    public ServerConfig withDataDir(Path value) {
        return new ServerConfig(listen, http, webSocket, sessions, rooms, memoryStore, logging, value);
    }

    /**
     * Where and how connections are taken.
     *
     * @param port 0 takes any free one
     * @param eventLoops how many event loops; 0: one per core
     * @param connectionsMax open connections in all
     * @param connectionsPerAddressMax open connections of one address; 0: no limit
     * @param drainMillisMax how long a stop may take before what is left is cut off
     */
    public record Listen(
            String host,
            int port,
            NetworkTransport transport,
            int eventLoops,
            int connectionsMax,
            int connectionsPerAddressMax,
            int drainMillisMax) {
        public Listen withPort(int value) {
            return new Listen(
                    host, value, transport, eventLoops, connectionsMax, connectionsPerAddressMax, drainMillisMax);
        }

        public Listen withTransport(NetworkTransport value) {
            return new Listen(host, port, value, eventLoops, connectionsMax, connectionsPerAddressMax, drainMillisMax);
        }

        public Listen withEventLoops(int value) {
            return new Listen(host, port, transport, value, connectionsMax, connectionsPerAddressMax, drainMillisMax);
        }

        public Listen withConnectionsMax(int value) {
            return new Listen(host, port, transport, eventLoops, value, connectionsPerAddressMax, drainMillisMax);
        }

        public Listen withConnectionsPerAddressMax(int value) {
            return new Listen(host, port, transport, eventLoops, connectionsMax, value, drainMillisMax);
        }

        public Listen withDrainMillisMax(int value) {
            return new Listen(host, port, transport, eventLoops, connectionsMax, connectionsPerAddressMax, value);
        }
    }

    /** How the network is read and written. */
    public enum NetworkTransport {
        /** epoll where it is available, NIO otherwise. */
        AUTO,
        /** Linux epoll, or no start. */
        EPOLL,
        /** The JDK's own. */
        NIO
    }

    /**
     * What is asked of a request before it becomes a WebSocket.
     *
     * @param allowOrigins origins of other sites whose pages may connect; {@code null} is that of a page opened from disk
     * @param headerBytesMax a request's header block
     * @param handshakeMillisMax a connection that has not upgraded, or finished a request, by then is closed
     */
    public record Http(List<String> allowOrigins, int headerBytesMax, int handshakeMillisMax, boolean accessLog) {
        public Http withAllowOrigins(List<String> value) {
            return new Http(value, headerBytesMax, handshakeMillisMax, accessLog);
        }

        public Http withHeaderBytesMax(int value) {
            return new Http(allowOrigins, value, handshakeMillisMax, accessLog);
        }

        public Http withHandshakeMillisMax(int value) {
            return new Http(allowOrigins, headerBytesMax, value, accessLog);
        }
    }

    /**
     * Frames and their limits.
     *
     * @param messageBytesMax a frame and a whole message, inflated too
     * @param fragmentsMax frames one message may come in
     * @param heartbeatMillis a ping that often
     * @param deadAfterMillis without any frame for so long a connection is dead
     * @param unwrittenEventBytesMax with more than this unwritten a member gets nothing more and catches up later
     * @param unwrittenBytesMax with more than this unwritten, answers included, the connection is closed
     */
    public record WebSocket(
            int messageBytesMax,
            int fragmentsMax,
            boolean compression,
            int heartbeatMillis,
            int deadAfterMillis,
            int unwrittenEventBytesMax,
            int unwrittenBytesMax) {
        public WebSocket withMessageBytesMax(int value) {
            return new WebSocket(
                    value,
                    fragmentsMax,
                    compression,
                    heartbeatMillis,
                    deadAfterMillis,
                    unwrittenEventBytesMax,
                    unwrittenBytesMax);
        }

        public WebSocket withFragmentsMax(int value) {
            return new WebSocket(
                    messageBytesMax,
                    value,
                    compression,
                    heartbeatMillis,
                    deadAfterMillis,
                    unwrittenEventBytesMax,
                    unwrittenBytesMax);
        }

        public WebSocket withCompression(boolean value) {
            return new WebSocket(
                    messageBytesMax,
                    fragmentsMax,
                    value,
                    heartbeatMillis,
                    deadAfterMillis,
                    unwrittenEventBytesMax,
                    unwrittenBytesMax);
        }

        public WebSocket withHeartbeatMillis(int value) {
            return new WebSocket(
                    messageBytesMax,
                    fragmentsMax,
                    compression,
                    value,
                    deadAfterMillis,
                    unwrittenEventBytesMax,
                    unwrittenBytesMax);
        }

        public WebSocket withDeadAfterMillis(int value) {
            return new WebSocket(
                    messageBytesMax,
                    fragmentsMax,
                    compression,
                    heartbeatMillis,
                    value,
                    unwrittenEventBytesMax,
                    unwrittenBytesMax);
        }

        public WebSocket withUnwrittenEventBytesMax(int value) {
            return new WebSocket(
                    messageBytesMax,
                    fragmentsMax,
                    compression,
                    heartbeatMillis,
                    deadAfterMillis,
                    value,
                    unwrittenBytesMax);
        }

        public WebSocket withUnwrittenBytesMax(int value) {
            return new WebSocket(
                    messageBytesMax,
                    fragmentsMax,
                    compression,
                    heartbeatMillis,
                    deadAfterMillis,
                    unwrittenEventBytesMax,
                    value);
        }
    }

    /**
     * What one connection and one user may do.
     *
     * @param plainStyle how plain clients that say nothing about it are spoken to
     * @param commandsUnansweredMax with so many requests in work a connection is not read
     * @param sendBurst so many sends of one user at once, then {@code sendsPerSecond}
     * @param rateLimit false lifts every rate
     * @param leftGraceMillis {@code left} is announced so long after the last connection of a user went
     */
    public record Sessions(
            PlainStyle plainStyle,
            int helloMillisMax,
            int commandsUnansweredMax,
            boolean rateLimit,
            int sendBurst,
            int sendsPerSecond,
            int leftGraceMillis) {
        public Sessions withPlainStyle(PlainStyle value) {
            return new Sessions(
                    value,
                    helloMillisMax,
                    commandsUnansweredMax,
                    rateLimit,
                    sendBurst,
                    sendsPerSecond,
                    leftGraceMillis);
        }

        public Sessions withHelloMillisMax(int value) {
            return new Sessions(
                    plainStyle, value, commandsUnansweredMax, rateLimit, sendBurst, sendsPerSecond, leftGraceMillis);
        }

        public Sessions withCommandsUnansweredMax(int value) {
            return new Sessions(
                    plainStyle, helloMillisMax, value, rateLimit, sendBurst, sendsPerSecond, leftGraceMillis);
        }

        public Sessions withRateLimit(boolean value) {
            return new Sessions(
                    plainStyle,
                    helloMillisMax,
                    commandsUnansweredMax,
                    value,
                    sendBurst,
                    sendsPerSecond,
                    leftGraceMillis);
        }

        public Sessions withSendBurst(int value) {
            return new Sessions(
                    plainStyle,
                    helloMillisMax,
                    commandsUnansweredMax,
                    rateLimit,
                    value,
                    sendsPerSecond,
                    leftGraceMillis);
        }

        public Sessions withSendsPerSecond(int value) {
            return new Sessions(
                    plainStyle, helloMillisMax, commandsUnansweredMax, rateLimit, sendBurst, value, leftGraceMillis);
        }

        public Sessions withLeftGraceMillis(int value) {
            return new Sessions(
                    plainStyle, helloMillisMax, commandsUnansweredMax, rateLimit, sendBurst, sendsPerSecond, value);
        }
    }

    /** How {@code /ws} speaks to plain clients without {@code ?style=} and without a name. */
    public enum PlainStyle {
        /** The bare text of the others' messages. */
        RELAY,
        /** {@code Mensagem recebida: TEXT}, one's own too, and departures. */
        ANNOUNCE
    }

    /**
     * Rooms and what it takes to catch up with them.
     *
     * @param roomsMax rooms at once
     * @param roomsPerConnectionMax rooms one connection may be in
     * @param roomCreationsPerMinute new rooms one user may make
     * @param resumeEventsMax further behind, a client is told to start anew
     * @param catchUpMillisMax behind for so long, a connection is closed
     */
    public record Rooms(
            int roomsMax,
            int roomsPerConnectionMax,
            int roomCreationsPerMinute,
            int resumeEventsMax,
            int catchUpMillisMax) {
        public Rooms withRoomsMax(int value) {
            return new Rooms(value, roomsPerConnectionMax, roomCreationsPerMinute, resumeEventsMax, catchUpMillisMax);
        }

        public Rooms withRoomsPerConnectionMax(int value) {
            return new Rooms(roomsMax, value, roomCreationsPerMinute, resumeEventsMax, catchUpMillisMax);
        }

        public Rooms withRoomCreationsPerMinute(int value) {
            return new Rooms(roomsMax, roomsPerConnectionMax, value, resumeEventsMax, catchUpMillisMax);
        }

        public Rooms withResumeEventsMax(int value) {
            return new Rooms(roomsMax, roomsPerConnectionMax, roomCreationsPerMinute, value, catchUpMillisMax);
        }

        public Rooms withCatchUpMillisMax(int value) {
            return new Rooms(roomsMax, roomsPerConnectionMax, roomCreationsPerMinute, resumeEventsMax, value);
        }
    }

    /**
     * How much the memory store keeps.
     *
     * @param totalBytesMax over all rooms
     * @param cidsMax how many {@code cid} are remembered
     */
    public record MemoryStore(int roomEventsMax, int roomBytesMax, long totalBytesMax, int cidsMax) {
        public MemoryStore withRoomEventsMax(int value) {
            return new MemoryStore(value, roomBytesMax, totalBytesMax, cidsMax);
        }

        public MemoryStore withRoomBytesMax(int value) {
            return new MemoryStore(roomEventsMax, value, totalBytesMax, cidsMax);
        }

        public MemoryStore withTotalBytesMax(long value) {
            return new MemoryStore(roomEventsMax, roomBytesMax, value, cidsMax);
        }

        public MemoryStore withCidsMax(int value) {
            return new MemoryStore(roomEventsMax, roomBytesMax, totalBytesMax, value);
        }
    }

    /** What is logged and how. */
    public record Logging(LogFormat format, LogLevel level) {
        public Logging withFormat(LogFormat value) {
            return new Logging(value, level);
        }

        public Logging withLevel(LogLevel value) {
            return new Logging(format, value);
        }
    }

    /** The form of a log line. */
    public enum LogFormat {
        /** For people. */
        PLAIN,
        /** One JSON object a line. */
        JSON
    }

    /** What is worth a line. */
    public enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }
}

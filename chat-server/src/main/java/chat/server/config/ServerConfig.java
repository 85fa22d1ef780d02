package chat.server.config;

import java.nio.file.Path;
import java.util.List;

/**
 * Everything that can be configured, checked: an instance exists only when every value is in its bounds. Units are in
 * the names. Immutable.
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
            int drainMillisMax) {}

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
    public record Http(List<String> allowOrigins, int headerBytesMax, int handshakeMillisMax, boolean accessLog) {}

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
            int unwrittenBytesMax) {}

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
            int leftGraceMillis) {}

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
            int catchUpMillisMax) {}

    /**
     * How much the memory store keeps.
     *
     * @param totalBytesMax over all rooms
     * @param cidsMax how many {@code cid} are remembered
     */
    public record MemoryStore(int roomEventsMax, int roomBytesMax, long totalBytesMax, int cidsMax) {}

    /** What is logged and how. */
    public record Logging(LogFormat format, LogLevel level) {}

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

package chat.server.config;

import java.nio.file.Path;
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
        Access access,
        SessionLimits sessions,
        Rooms rooms,
        StoreChoice store,
        MemoryStore memoryStore,
        Retention retention,
        Logging logging,
        Path dataDir) {

    /** What a start without file, environment and flags gives. */
    public static ServerConfig defaults() {
        return Values.defaults().serverConfig();
    }

    /** With other Listen values. */
    public ServerConfig withListen(UnaryOperator<Listen> change) {
        return new ServerConfig(
                change.apply(listen),
                http,
                webSocket,
                access,
                sessions,
                rooms,
                store,
                memoryStore,
                retention,
                logging,
                dataDir);
    }

    /** With other Http values. */
    public ServerConfig withHttp(UnaryOperator<Http> change) {
        return new ServerConfig(
                listen,
                change.apply(http),
                webSocket,
                access,
                sessions,
                rooms,
                store,
                memoryStore,
                retention,
                logging,
                dataDir);
    }

    /** With other WebSocket values. */
    public ServerConfig withWebSocket(UnaryOperator<WebSocket> change) {
        return new ServerConfig(
                listen,
                http,
                change.apply(webSocket),
                access,
                sessions,
                rooms,
                store,
                memoryStore,
                retention,
                logging,
                dataDir);
    }

    /** With other Access values. */
    public ServerConfig withAccess(UnaryOperator<Access> change) {
        return new ServerConfig(
                listen,
                http,
                webSocket,
                change.apply(access),
                sessions,
                rooms,
                store,
                memoryStore,
                retention,
                logging,
                dataDir);
    }

    /** With other SessionLimits values. */
    public ServerConfig withSessions(UnaryOperator<SessionLimits> change) {
        return new ServerConfig(
                listen,
                http,
                webSocket,
                access,
                change.apply(sessions),
                rooms,
                store,
                memoryStore,
                retention,
                logging,
                dataDir);
    }

    /** With other Rooms values. */
    public ServerConfig withRooms(UnaryOperator<Rooms> change) {
        return new ServerConfig(
                listen,
                http,
                webSocket,
                access,
                sessions,
                change.apply(rooms),
                store,
                memoryStore,
                retention,
                logging,
                dataDir);
    }

    public ServerConfig withStore(StoreChoice value) {
        return new ServerConfig(
                listen, http, webSocket, access, sessions, rooms, value, memoryStore, retention, logging, dataDir);
    }

    /** With other MemoryStore values. */
    public ServerConfig withMemoryStore(UnaryOperator<MemoryStore> change) {
        return new ServerConfig(
                listen,
                http,
                webSocket,
                access,
                sessions,
                rooms,
                store,
                change.apply(memoryStore),
                retention,
                logging,
                dataDir);
    }

    /** With other Retention values. */
    public ServerConfig withRetention(UnaryOperator<Retention> change) {
        return new ServerConfig(
                listen,
                http,
                webSocket,
                access,
                sessions,
                rooms,
                store,
                memoryStore,
                change.apply(retention),
                logging,
                dataDir);
    }

    public ServerConfig withDataDir(Path value) {
        return new ServerConfig(
                listen, http, webSocket, access, sessions, rooms, store, memoryStore, retention, logging, value);
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
     * @param roomsMax public rooms at once
     * @param privateRoomsMax private and direct rooms at once
     * @param roomsPerConnectionMax rooms one connection may be in
     * @param roomCreationsPerMinute new rooms one user may make
     * @param roomMembersMax members of a private room; of a public one, users with a role
     * @param resumeEventsMax further behind, a client is told to start anew
     * @param catchUpMillisMax behind for so long, a connection is closed
     */
    public record Rooms(
            int roomsMax,
            int privateRoomsMax,
            int roomsPerConnectionMax,
            int roomCreationsPerMinute,
            int roomMembersMax,
            int resumeEventsMax,
            int catchUpMillisMax) {
        public Rooms withRoomsMax(int value) {
            return new Rooms(
                    value,
                    privateRoomsMax,
                    roomsPerConnectionMax,
                    roomCreationsPerMinute,
                    roomMembersMax,
                    resumeEventsMax,
                    catchUpMillisMax);
        }

        public Rooms withPrivateRoomsMax(int value) {
            return new Rooms(
                    roomsMax,
                    value,
                    roomsPerConnectionMax,
                    roomCreationsPerMinute,
                    roomMembersMax,
                    resumeEventsMax,
                    catchUpMillisMax);
        }

        public Rooms withRoomsPerConnectionMax(int value) {
            return new Rooms(
                    roomsMax,
                    privateRoomsMax,
                    value,
                    roomCreationsPerMinute,
                    roomMembersMax,
                    resumeEventsMax,
                    catchUpMillisMax);
        }

        public Rooms withRoomCreationsPerMinute(int value) {
            return new Rooms(
                    roomsMax,
                    privateRoomsMax,
                    roomsPerConnectionMax,
                    value,
                    roomMembersMax,
                    resumeEventsMax,
                    catchUpMillisMax);
        }

        public Rooms withRoomMembersMax(int value) {
            return new Rooms(
                    roomsMax,
                    privateRoomsMax,
                    roomsPerConnectionMax,
                    roomCreationsPerMinute,
                    value,
                    resumeEventsMax,
                    catchUpMillisMax);
        }

        public Rooms withResumeEventsMax(int value) {
            return new Rooms(
                    roomsMax,
                    privateRoomsMax,
                    roomsPerConnectionMax,
                    roomCreationsPerMinute,
                    roomMembersMax,
                    value,
                    catchUpMillisMax);
        }

        public Rooms withCatchUpMillisMax(int value) {
            return new Rooms(
                    roomsMax,
                    privateRoomsMax,
                    roomsPerConnectionMax,
                    roomCreationsPerMinute,
                    roomMembersMax,
                    resumeEventsMax,
                    value);
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

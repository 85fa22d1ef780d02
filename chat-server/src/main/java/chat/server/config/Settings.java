package chat.server.config;

import chat.server.config.ServerConfig.LogFormat;
import chat.server.config.ServerConfig.LogLevel;
import chat.server.config.ServerConfig.PlainStyle;
import chat.server.config.Setting.Topic;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The table of everything that can be set. Flags, environment variables, keys of the TOML file, {@code --help}, the
 * README and {@link ServerConfig#defaults} all come from here.
 */
final class Settings {
    /** What the names of our environment variables begin with. */
    static final String VARIABLE_PREFIX = "CHAT_";

    /** No default. */
    static final List<String> NONE = List.of();

    static final Setting<String> HOST = setting(
            Topic.NETWORK,
            "host",
            "0.0.0.0",
            Rule.host(),
            "Address to listen on; 0.0.0.0 and :: mean every one of this machine.");

    static final Setting<Integer> PORT =
            setting(Topic.NETWORK, "port", 8765, Rule.integer(0, 65_535), "TCP port; 0 takes any free one.");

    static final Setting<NetworkTransport> TRANSPORT = setting(
            Topic.NETWORK,
            "transport",
            "auto",
            Rule.oneOf(NetworkTransport.class),
            "How sockets are driven: auto is epoll where the system has it, else nio.");

    static final Setting<Integer> EVENT_LOOPS = setting(
            Topic.NETWORK,
            "event-loops",
            0,
            Rule.integer(0, 256),
            "Threads that serve connections; 0 is one per core.");

    static final Setting<Integer> CONNECTIONS_MAX =
            setting(Topic.NETWORK, "connections-max", 20_000, Rule.integer(1, 1_000_000), "Open connections in all.");

    static final Setting<Integer> CONNECTIONS_PER_ADDRESS_MAX = setting(
            Topic.NETWORK,
            "connections-per-address-max",
            1_000,
            Rule.integer(0, 1_000_000),
            "Open connections of one address; 0 is no limit, nor rates or bans by address, as is needed behind a proxy.");

    static final Setting<Integer> DRAIN_MILLIS_MAX = setting(
            Topic.NETWORK,
            "drain-millis-max",
            8_000,
            Rule.integer(0, 9_000),
            "How long a stop may take before the rest is cut off.");

    static final Setting<Path> DATA_DIR = setting(
            Topic.FILES,
            "data-dir",
            "./chat-data",
            Rule.path("a directory"),
            "Directory for what must survive a restart; made when missing.");

    static final Setting<Path> CONFIG = setting(
            Topic.FILES,
            "config",
            NONE,
            Rule.path("a TOML file"),
            "TOML file with settings; by flag or environment only.");

    static final Setting<List<String>> ALLOW_ORIGIN = setting(
            Topic.HTTP,
            "allow-origin",
            NONE,
            Rule.origins(),
            "Sites whose pages may connect, beside those served under the same host name.");

    static final Setting<Integer> HEADER_BYTES_MAX =
            setting(Topic.HTTP, "header-bytes-max", 8_192, Rule.integer(1_024, 65_536), "A request's header block.");

    static final Setting<Integer> HANDSHAKE_MILLIS_MAX = setting(
            Topic.HTTP,
            "handshake-millis-max",
            10_000,
            Rule.integer(100, 120_000),
            "A connection must have sent its request, or become a WebSocket, by then.");

    static final Setting<Boolean> ACCESS_LOG = setting(
            Topic.HTTP,
            "access-log",
            true,
            Rule.truth(),
            "One line in the log per request (logger chat.access, level info).");

    static final Setting<MetricsAccess> METRICS = setting(
            Topic.HTTP,
            "metrics",
            "local",
            Rule.oneOf(MetricsAccess.class),
            "Who is shown /metrics: local is programs on this machine that come by no proxy, open everybody, off nobody.");

    static final Setting<Integer> MESSAGE_BYTES_MAX = setting(
            Topic.WEB_SOCKET,
            "message-bytes-max",
            65_536,
            Rule.integer(1_024, 16_777_216),
            "A frame and a whole message, inflated too.");

    static final Setting<Integer> FRAGMENTS_MAX = setting(
            Topic.WEB_SOCKET, "fragments-max", 1_024, Rule.integer(1, 65_536), "Frames that one message may come in.");

    static final Setting<Boolean> COMPRESSION =
            setting(Topic.WEB_SOCKET, "compression", true, Rule.truth(), "Whether permessage-deflate is offered.");

    static final Setting<Integer> HEARTBEAT_MILLIS =
            setting(Topic.WEB_SOCKET, "heartbeat-millis", 25_000, Rule.integer(1_000, 300_000), "A ping that often.");

    static final Setting<Integer> DEAD_AFTER_MILLIS = setting(
            Topic.WEB_SOCKET,
            "dead-after-millis",
            35_000,
            Rule.integer(2_000, 600_000),
            "Without any frame for so long a connection is dead; more than heartbeat-millis.");

    static final Setting<Integer> UNWRITTEN_EVENT_BYTES_MAX = setting(
            Topic.WEB_SOCKET,
            "unwritten-event-bytes-max",
            65_536,
            Rule.integer(4_096, 16_777_216),
            "With more waiting for a slow reader, it gets nothing more and catches up later.");

    static final Setting<Integer> UNWRITTEN_BYTES_MAX = setting(
            Topic.WEB_SOCKET,
            "unwritten-bytes-max",
            1_048_576,
            Rule.integer(524_288, 268_435_456),
            "With more waiting, answers included, the connection is closed; at least unwritten-event-bytes-max.");

    static final Setting<PlainStyle> PLAIN_STYLE = setting(
            Topic.SESSIONS,
            "plain-style",
            "relay",
            Rule.oneOf(PlainStyle.class),
            "What plain clients of /ws get: the bare text of others, or \"Mensagem recebida: TEXT\" with their own.");

    static final Setting<Integer> HELLO_MILLIS_MAX = setting(
            Topic.SESSIONS,
            "hello-millis-max",
            10_000,
            Rule.integer(100, 120_000),
            "A chat.v1 client must have said hello by then.");

    static final Setting<Integer> COMMANDS_UNANSWERED_MAX = setting(
            Topic.SESSIONS,
            "commands-unanswered-max",
            64,
            Rule.integer(1, 10_000),
            "With so many requests in work a connection is not read.");

    static final Setting<Boolean> NO_RATE_LIMIT = setting(
            Topic.SESSIONS,
            "no-rate-limit",
            false,
            Rule.truth(),
            "Lifts every rate, and the limit of connections per address; for load tests.");

    static final Setting<Integer> COMMANDS_PER_SECOND = setting(
            Topic.SESSIONS,
            "commands-per-second",
            50,
            Rule.integer(1, 1_000_000),
            "What one connection may say a second, whatever it is, and ten times that at once; at least sends-per-second.");

    static final Setting<Integer> SEND_BURST =
            setting(Topic.SESSIONS, "send-burst", 20, Rule.integer(1, 100_000), "Messages one user may send at once.");

    static final Setting<Integer> SENDS_PER_SECOND = setting(
            Topic.SESSIONS,
            "sends-per-second",
            5,
            Rule.integer(1, 100_000),
            "Messages one user may send a second after that.");

    static final Setting<Integer> USERS_PER_ADDRESS = setting(
            Topic.SESSIONS,
            "users-per-address",
            20,
            Rule.integer(0, 100_000),
            "One address may do what so many users may who are as fast as they can; 0 is no limit.");

    static final Setting<Integer> USERS_PER_ROOM = setting(
            Topic.SESSIONS,
            "users-per-room",
            20,
            Rule.integer(0, 100_000),
            "A room takes what so many users may send who are as fast as they can; 0 is no limit.");

    static final Setting<Integer> LEFT_GRACE_MILLIS = setting(
            Topic.SESSIONS,
            "left-grace-millis",
            5_000,
            Rule.integer(0, 600_000),
            "So long after the last connection of a user went, the others are told.");

    static final Setting<Integer> ROOMS_MAX =
            setting(Topic.ROOMS, "rooms-max", 10_000, Rule.integer(1, 1_000_000), "Public rooms at once.");

    static final Setting<Integer> PRIVATE_ROOMS_MAX = setting(
            Topic.ROOMS,
            "private-rooms-max",
            50_000,
            Rule.integer(1, 1_000_000),
            "Private rooms and direct ones at once.");

    static final Setting<Integer> ROOMS_PER_CONNECTION_MAX = setting(
            Topic.ROOMS, "rooms-per-connection-max", 100, Rule.integer(1, 10_000), "Rooms one connection may be in.");

    static final Setting<Integer> ROOM_CREATIONS_PER_MINUTE = setting(
            Topic.ROOMS, "room-creations-per-minute", 30, Rule.integer(1, 100_000), "New rooms one user may make.");

    static final Setting<Integer> ROOM_MEMBERS_MAX = setting(
            Topic.ROOMS,
            "room-members-max",
            1_000,
            Rule.integer(2, 10_000),
            "Members of a private room; of a public one, users with a role.");

    static final Setting<Integer> RESUME_EVENTS_MAX = setting(
            Topic.ROOMS,
            "resume-events-max",
            2_000,
            Rule.integer(1, 100_000),
            "Who missed more starts anew from the newest page.");

    static final Setting<Integer> CATCH_UP_MILLIS_MAX = setting(
            Topic.ROOMS,
            "catch-up-millis-max",
            30_000,
            Rule.integer(1_000, 600_000),
            "Behind for so long a connection is closed; it may come back and resume.");

    static final Setting<LogFormat> LOG_FORMAT = setting(
            Topic.LOG,
            "log-format",
            "plain",
            Rule.oneOf(LogFormat.class),
            "Lines for people, or one JSON object a line.");

    static final Setting<LogLevel> LOG_LEVEL =
            setting(Topic.LOG, "log-level", "info", Rule.oneOf(LogLevel.class), "What is worth a line.");

    private static final List<Setting<?>> ALL = List.of(
            HOST,
            PORT,
            TRANSPORT,
            EVENT_LOOPS,
            CONNECTIONS_MAX,
            CONNECTIONS_PER_ADDRESS_MAX,
            DRAIN_MILLIS_MAX,
            DATA_DIR,
            CONFIG,
            ALLOW_ORIGIN,
            HEADER_BYTES_MAX,
            HANDSHAKE_MILLIS_MAX,
            ACCESS_LOG,
            METRICS,
            MESSAGE_BYTES_MAX,
            FRAGMENTS_MAX,
            COMPRESSION,
            HEARTBEAT_MILLIS,
            DEAD_AFTER_MILLIS,
            UNWRITTEN_EVENT_BYTES_MAX,
            UNWRITTEN_BYTES_MAX,
            PLAIN_STYLE,
            HELLO_MILLIS_MAX,
            COMMANDS_UNANSWERED_MAX,
            NO_RATE_LIMIT,
            COMMANDS_PER_SECOND,
            SEND_BURST,
            SENDS_PER_SECOND,
            USERS_PER_ADDRESS,
            USERS_PER_ROOM,
            LEFT_GRACE_MILLIS,
            ROOMS_MAX,
            PRIVATE_ROOMS_MAX,
            ROOMS_PER_CONNECTION_MAX,
            ROOM_CREATIONS_PER_MINUTE,
            ROOM_MEMBERS_MAX,
            RESUME_EVENTS_MAX,
            CATCH_UP_MILLIS_MAX,
            LOG_FORMAT,
            LOG_LEVEL);

    private Settings() {}

    /** Every setting; those of a topic in the order of {@code --help}. */
    static List<Setting<?>> all() {
        return Stream.of(ALL, StoreSettings.all(), AccessSettings.all())
                .flatMap(List::stream)
                .toList();
    }

    /** The setting of this name, without dashes before it. */
    static Optional<Setting<?>> named(String name) {
        return all().stream().filter(setting -> setting.name().equals(name)).findFirst();
    }

    /** @param byDefault one value, or {@link #NONE} */
    static <T> Setting<T> setting(Topic topic, String name, Object byDefault, Rule<T> rule, String description) {
        return new Setting<>(name, topic, byDefault == NONE ? NONE : List.of(byDefault.toString()), rule, description);
    }
}

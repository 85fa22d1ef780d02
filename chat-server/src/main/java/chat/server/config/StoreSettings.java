package chat.server.config;

import chat.server.config.Setting.Topic;
import java.util.List;
import java.util.Optional;

/** The part of {@link Settings} that is about where messages are kept, and how many. */
final class StoreSettings {
    static final Setting<StoreKind> STORE = Settings.setting(
            Topic.STORE,
            "store",
            "sqlite",
            Rule.oneOf(StoreKind.class),
            "Where messages are kept: in files of data-dir, nowhere beyond the next stop, or in a database server.");

    static final Setting<Optional<String>> POSTGRES_URL = Settings.setting(
            Topic.STORE, "postgres-url", Settings.NONE, Rule.postgresUrl().optional(), "Where the database is.");

    static final Setting<String> POSTGRES_USER = Settings.setting(
            Topic.STORE,
            "postgres-user",
            "chat",
            Rule.word("<name>", "1 to 63 visible ASCII characters"),
            "Who the server is to the database.");

    static final Setting<Optional<Secret>> POSTGRES_PASSWORD = Settings.setting(
            Topic.STORE,
            "postgres-password",
            Settings.NONE,
            Rule.secret().optional(),
            "Its password; better given as the variable, because others on the machine can see flags.");

    static final Setting<Integer> POSTGRES_CONNECTIONS_MAX = Settings.setting(
            Topic.STORE,
            "postgres-connections-max",
            8,
            Rule.integer(3, 1_000),
            "Connections to the database: one writes, the others read.");

    static final Setting<Integer> RETENTION_DAYS = Settings.setting(
            Topic.STORE,
            "retention-days",
            0,
            Rule.integer(0, 36_500),
            "Older messages are deleted, in rooms that have no rule of their own; 0 keeps them.");

    static final Setting<Integer> RETENTION_EVENTS = Settings.setting(
            Topic.STORE,
            "retention-events",
            0,
            Rule.integer(0, 2_000_000_000),
            "So many of the newest events of a room are kept, likewise; 0 is all.");

    static final Setting<Integer> MEMORY_ROOM_EVENTS_MAX = Settings.setting(
            Topic.MEMORY,
            "memory-room-events-max",
            10_000,
            Rule.integer(1, 10_000_000),
            "Newest events kept of a room.");

    static final Setting<Integer> MEMORY_ROOM_BYTES_MAX = Settings.setting(
            Topic.MEMORY,
            "memory-room-bytes-max",
            16_777_216,
            Rule.integer(65_536, 1_073_741_824),
            "Memory for the events of a room.");

    static final Setting<Long> MEMORY_TOTAL_BYTES_MAX = Settings.setting(
            Topic.MEMORY,
            "memory-total-bytes-max",
            268_435_456,
            Rule.longInteger(1_048_576, 1_099_511_627_776L),
            "Memory for the events of all rooms; at least memory-room-bytes-max.");

    static final Setting<Integer> MEMORY_CIDS_MAX = Settings.setting(
            Topic.MEMORY,
            "memory-cids-max",
            200_000,
            Rule.integer(1_000, 100_000_000),
            "How many sent messages are remembered, so that sending one again makes no second one.");

    private StoreSettings() {}

    static List<Setting<?>> all() {
        return List.of(
                STORE,
                POSTGRES_URL,
                POSTGRES_USER,
                POSTGRES_PASSWORD,
                POSTGRES_CONNECTIONS_MAX,
                RETENTION_DAYS,
                RETENTION_EVENTS,
                MEMORY_ROOM_EVENTS_MAX,
                MEMORY_ROOM_BYTES_MAX,
                MEMORY_TOTAL_BYTES_MAX,
                MEMORY_CIDS_MAX);
    }
}

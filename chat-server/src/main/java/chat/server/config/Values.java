package chat.server.config;

import chat.server.config.ServerConfig.Logging;
import chat.server.config.ServerConfig.MemoryStore;
import chat.server.config.ServerConfig.Rooms;
import java.util.Map;

/**
 * What every setting came to.
 *
 * @param given the words of the source that won, checked; absent: the default
 */
record Values(Map<Setting<?>, Source.Entry> given) {

    /** Nothing was given. */
    static Values defaults() {
        return new Values(Map.of());
    }

    /** Whether any source said something. */
    boolean isGiven(Setting<?> setting) {
        return given.containsKey(setting);
    }

    /** The value that counts. */
    <T> T get(Setting<T> setting) {
        Source.Entry entry = given.get(setting);
        return setting.value(entry == null ? setting.byDefault() : entry.texts());
    }

    /** The value that counts, in the words of its source. */
    String text(Setting<?> setting) {
        Source.Entry entry = given.get(setting);
        return String.join(",", entry == null ? setting.byDefault() : entry.texts());
    }

    /** Where the value that counts stands. */
    String where(Setting<?> setting) {
        Source.Entry entry = given.get(setting);
        return entry == null ? setting.name() : entry.where();
    }

    /** All of them, put together. */
    ServerConfig serverConfig() {
        return new ServerConfig(
                listen(),
                http(),
                webSocket(),
                AccessSettings.access(this),
                sessions(),
                rooms(),
                store(),
                memoryStore(),
                retention(),
                logging(),
                get(Settings.DATA_DIR));
    }

    private Listen listen() {
        return new Listen(
                get(Settings.HOST),
                get(Settings.PORT),
                get(Settings.TRANSPORT),
                get(Settings.EVENT_LOOPS),
                get(Settings.CONNECTIONS_MAX),
                get(Settings.NO_RATE_LIMIT) ? 0 : get(Settings.CONNECTIONS_PER_ADDRESS_MAX),
                get(Settings.DRAIN_MILLIS_MAX));
    }

    private Http http() {
        return new Http(
                get(Settings.ALLOW_ORIGIN),
                get(Settings.HEADER_BYTES_MAX),
                get(Settings.HANDSHAKE_MILLIS_MAX),
                get(Settings.ACCESS_LOG),
                get(Settings.METRICS));
    }

    private WebSocket webSocket() {
        return new WebSocket(
                get(Settings.MESSAGE_BYTES_MAX),
                get(Settings.FRAGMENTS_MAX),
                get(Settings.COMPRESSION),
                get(Settings.HEARTBEAT_MILLIS),
                get(Settings.DEAD_AFTER_MILLIS),
                get(Settings.UNWRITTEN_EVENT_BYTES_MAX),
                get(Settings.UNWRITTEN_BYTES_MAX));
    }

    private SessionLimits sessions() {
        return new SessionLimits(
                get(Settings.PLAIN_STYLE),
                get(Settings.HELLO_MILLIS_MAX),
                get(Settings.COMMANDS_UNANSWERED_MAX),
                !get(Settings.NO_RATE_LIMIT),
                get(Settings.COMMANDS_PER_SECOND),
                get(Settings.SEND_BURST),
                get(Settings.SENDS_PER_SECOND),
                get(Settings.USERS_PER_ADDRESS),
                get(Settings.USERS_PER_ROOM),
                get(Settings.LEFT_GRACE_MILLIS));
    }

    private Rooms rooms() {
        return new Rooms(
                get(Settings.ROOMS_MAX),
                get(Settings.PRIVATE_ROOMS_MAX),
                get(Settings.ROOMS_PER_CONNECTION_MAX),
                get(Settings.ROOM_CREATIONS_PER_MINUTE),
                get(Settings.ROOM_MEMBERS_MAX),
                get(Settings.RESUME_EVENTS_MAX),
                get(Settings.CATCH_UP_MILLIS_MAX));
    }

    private StoreChoice store() {
        return switch (get(StoreSettings.STORE)) {
            case SQLITE -> new StoreChoice.Sqlite();
            case MEMORY -> new StoreChoice.Memory();
            case POSTGRES ->
                new StoreChoice.Postgres(
                        get(StoreSettings.POSTGRES_URL).orElseThrow(),
                        get(StoreSettings.POSTGRES_USER),
                        get(StoreSettings.POSTGRES_PASSWORD),
                        get(StoreSettings.POSTGRES_CONNECTIONS_MAX));
        };
    }

    private Retention retention() {
        return new Retention(get(StoreSettings.RETENTION_DAYS), get(StoreSettings.RETENTION_EVENTS));
    }

    private MemoryStore memoryStore() {
        return new MemoryStore(
                get(StoreSettings.MEMORY_ROOM_EVENTS_MAX),
                get(StoreSettings.MEMORY_ROOM_BYTES_MAX),
                get(StoreSettings.MEMORY_TOTAL_BYTES_MAX),
                get(StoreSettings.MEMORY_CIDS_MAX));
    }

    private Logging logging() {
        return new Logging(get(Settings.LOG_FORMAT), get(Settings.LOG_LEVEL));
    }
}

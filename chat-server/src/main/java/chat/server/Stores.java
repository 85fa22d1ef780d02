package chat.server;

import chat.server.auth.TokenKey;
import chat.server.config.ServerConfig;
import chat.server.config.StoreChoice;
import chat.server.metrics.ServerMetrics;
import chat.server.store.AccountStore;
import chat.server.store.MemoryAccountStore;
import chat.server.store.MemoryMessageStore;
import chat.server.store.MessageStore;
import chat.server.store.sql.PostgresStore;
import chat.server.store.sql.SqlMessageStore;
import chat.server.store.sql.SqliteStore;
import java.io.IOException;
import java.time.InstantSource;

/** Opens the store that the configuration asks for. */
final class Stores {
    /** The key's name in a database. */
    private static final String TOKEN_KEY = "token";

    private Stores() {}

    /**
     * An open store.
     *
     * @param accounts kept where the messages are
     * @param key signs the tokens of its guests; kept where the messages are kept, so that both are there or neither is
     */
    record Opened(MessageStore store, AccountStore accounts, TokenKey key) {}

    /**
     * Opens it; whoever asked closes it.
     *
     * @throws IOException when it cannot be used; the message is one line, nothing is left open
     */
    static Opened open(ServerConfig config, ServerMetrics metrics, InstantSource clock) throws IOException {
        if (config.store() instanceof StoreChoice.Postgres place) {
            PostgresStore store = PostgresStore.open(place, TOKEN_KEY, TokenKey.randomBytes(), clock, metrics);
            return new Opened(store.messages(), store.messages().accounts(), TokenKey.of(store.key()));
        }
        // The key last: opening the database finishes a restore that was interrupted, and that may bring another key.
        MessageStore store = config.store() instanceof StoreChoice.Memory
                ? new MemoryMessageStore(config.memoryStore(), clock)
                : SqliteStore.open(config.dataDir(), clock, metrics);
        try {
            AccountStore accounts =
                    store instanceof SqlMessageStore durable ? durable.accounts() : new MemoryAccountStore();
            return new Opened(store, accounts, TokenKey.load(config.dataDir()));
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** The store alone, for a command; it must be one that keeps something. */
    static SqlMessageStore openDurable(ServerConfig config) throws IOException {
        MessageStore store =
                open(config, new ServerMetrics(), InstantSource.system()).store();
        if (store instanceof SqlMessageStore durable) {
            return durable;
        }
        store.close();
        throw new IOException("store: memory (expected: one that keeps something)");
    }
}

package chat.server;

import chat.server.auth.TokenKey;
import chat.server.config.ServerConfig;
import chat.server.config.StoreChoice;
import chat.server.store.MemoryMessageStore;
import chat.server.store.MessageStore;
import chat.server.store.sql.SqlMessageStore;
import java.io.IOException;
import java.time.InstantSource;

/** Opens the store that the configuration asks for. */
final class Stores {
    private Stores() {}

    /**
     * An open store.
     *
     * @param key signs the tokens of its guests; kept where the messages are kept, so that both are there or neither is
     */
    record Opened(MessageStore store, TokenKey key) {}

    /**
     * Opens it; whoever asked closes it.
     *
     * @throws IOException when it cannot be used; the message is one line, nothing is left open
     */
    static Opened open(ServerConfig config) throws IOException {
        StoreChoice choice = config.store();
        if (choice instanceof StoreChoice.Memory) {
            TokenKey key = TokenKey.load(config.dataDir());
            return new Opened(new MemoryMessageStore(config.memoryStore(), InstantSource.system()), key);
        }
        throw new IOException("store: " + choice + " (expected: memory, for now)");
    }

    /** The store alone, for a command; it must be one that keeps something. */
    static SqlMessageStore openDurable(ServerConfig config) throws IOException {
        MessageStore store = open(config).store();
        if (store instanceof SqlMessageStore durable) {
            return durable;
        }
        store.close();
        throw new IOException("store: memory (expected: one that keeps something)");
    }
}

package chat.load;

import chat.server.config.ServerConfig;
import chat.server.store.MemoryMessageStore;
import chat.server.store.MessageStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** Opens the store to be measured. */
final class Stores {
    private Stores() {}

    /** How many messages are committed together. */
    enum Groups {
        OF_ONE,
        AS_LARGE_AS_THEY_COME
    }

    static MessageStore open(Path data, Groups groups) throws IOException {
        data.toFile().mkdirs();
        return new MemoryMessageStore(ServerConfig.defaults().memoryStore(), InstantSource.system());
    }
}

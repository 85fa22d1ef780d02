package chat.server.admin;

import chat.server.config.ServerConfig;
import chat.server.store.sql.SqlMessageStore;
import java.io.IOException;

/** Opens the store that a configuration asks for, as a server would. */
public interface StoreOpener {
    /** @throws IOException when it cannot be opened, or keeps nothing; the message is one line */
    SqlMessageStore open(ServerConfig config) throws IOException;
}

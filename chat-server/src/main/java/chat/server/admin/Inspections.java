package chat.server.admin;

import chat.server.config.ServerConfig;
import chat.server.config.StoreChoice;
import chat.server.store.sql.Inspection;
import java.io.IOException;

/** Opens what a command is to read. */
final class Inspections {
    private Inspections() {}

    /** The store that the configuration names; it must be there. */
    static Inspection of(ServerConfig config) throws CommandException, IOException {
        refuseMemory(config);
        return config.store() instanceof StoreChoice.Postgres place
                ? Inspection.ofPostgres(place)
                : Inspection.ofSqlite(config.dataDir());
    }

    static void refuseMemory(ServerConfig config) throws CommandException {
        if (config.store() instanceof StoreChoice.Memory) {
            throw new CommandException("store: memory (expected: one that keeps something)");
        }
    }
}

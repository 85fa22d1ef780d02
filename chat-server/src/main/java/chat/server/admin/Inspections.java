package chat.server.admin;

import chat.server.store.sql.Inspection;
import java.io.IOException;

/** Opens what a command is to read. */
final class Inspections {
    private Inspections() {}

    /** The store that the configuration names. */
    static Inspection of(Command.Call call) throws CommandException, IOException {
        BackupCommand.refuseMemory(call);
        return Inspection.ofSqlite(call.config().dataDir());
    }
}

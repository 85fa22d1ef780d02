package chat.server.admin;

import chat.server.config.CommandSyntax;
import chat.server.config.StoreChoice;
import chat.server.store.sql.SqliteFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Copies everything into one file, while a server runs or not. */
final class BackupCommand implements Command {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    @Override
    public CommandSyntax syntax() {
        return new CommandSyntax(
                "backup",
                List.of(
                        "Copies all messages, and the key by which guests are known again, as they are at this moment",
                        "into one file. A server may run meanwhile. Whoever reads the file can be anybody: keep it safe."),
                List.of(Parameters.path(
                        "TARGET", true, "the file to make, or a directory, which gets one named by the time.")),
                List.of());
    }

    @Override
    public void run(Call call) throws CommandException, IOException {
        refuseOthers(call, "pg_dump -Fc");
        Path target = Path.of(call.arguments().operand(0).orElseThrow());
        if (Files.isDirectory(target)) {
            target = target.resolve("chat-" + TIME.format(Instant.now()) + ".backup");
        }
        long bytes = SqliteFiles.backUp(call.config().dataDir(), target, call.terminal());
        call.terminal().tell("backup " + target + " made, " + bytes + " bytes");
    }

    /** @param instead what does it for PostgreSQL */
    static void refuseOthers(Call call, String instead) throws CommandException {
        if (call.config().store() instanceof StoreChoice.Postgres) {
            throw new CommandException("store: postgres (expected: sqlite; for a PostgreSQL database there is "
                    + instead + ", docs/OPERATING.md says how)");
        }
        Inspections.refuseMemory(call.config());
    }
}

package chat.server.admin;

import chat.server.config.CommandSyntax;
import chat.server.store.sql.Inspection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Looks at everything that is stored, while a server runs or not. */
final class VerifyCommand implements Command {
    @Override
    public CommandSyntax syntax() {
        return new CommandSyntax(
                "verify",
                List.of(
                        "Looks whether everything is as it must be: every room's log without a gap, messages as their edits",
                        "and deletions say, the index of words whole, the database itself undamaged. A server may run",
                        "meanwhile. What is wrong is told line by line, and the exit status is 1."),
                List.of(Parameters.path("FILE", false, "a backup to look at, in place of the data directory.")),
                List.of());
    }

    @Override
    public void run(Call call) throws CommandException, IOException {
        Optional<String> backup = call.arguments().operand(0);
        int found;
        try (Inspection inspection =
                backup.isPresent() ? Inspection.ofBackup(Path.of(backup.get())) : Inspections.of(call.config())) {
            found = inspection.verify(call.terminal()::tell, call.terminal());
        }
        if (found > 0) {
            throw new CommandException("verify: " + found + " things are wrong (expected: none)");
        }
        call.terminal().tell("all is well");
    }
}

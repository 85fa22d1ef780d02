package chat.server.admin;

import chat.server.config.CommandSyntax;
import chat.server.config.CommandSyntax.Parameter;
import chat.server.store.sql.SqliteFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Puts a backup in place. No server may run. */
final class RestoreCommand implements Command {
    private static final String REPLACE = "replace";

    @Override
    public CommandSyntax syntax() {
        return new CommandSyntax(
                "restore",
                List.of(
                        "Checks a backup and puts it into the data directory. The server must not run. Clients are told to",
                        "start anew from what the backup has; guests stay who they are."),
                List.of(Parameters.path("FILE", true, "what backup made.")),
                List.of(Parameter.onOrOff(
                        REPLACE, "Move what is in the data directory into a directory replaced-TIME beside it.")));
    }

    @Override
    public void run(Call call) throws CommandException, IOException {
        BackupCommand.refuseOthers(call, "pg_restore and then the command new-epoch");
        Path backup = Path.of(call.arguments().operand(0).orElseThrow());
        Path dataDir = call.config().dataDir();
        boolean replace = call.arguments().isOn(REPLACE);
        SqliteFiles.restore(backup, dataDir, replace, call.terminal()::complain, call.terminal());
        call.terminal().tell("backup " + backup + " restored to " + dataDir);
    }
}

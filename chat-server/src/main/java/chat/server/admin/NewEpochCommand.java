package chat.server.admin;

import chat.server.config.CommandSyntax;
import chat.server.store.sql.SqlMessageStore;
import chat.server.store.sql.Upkeep;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** For a database that was put back by other means than {@code restore}. No server may run. */
final class NewEpochCommand implements Command {
    private final StoreOpener stores;

    NewEpochCommand(StoreOpener stores) {
        this.stores = stores;
    }

    @Override
    public CommandSyntax syntax() {
        return new CommandSyntax(
                "new-epoch",
                List.of(
                        "Has all clients start anew from what the store has: after a PostgreSQL database was restored, or a",
                        "data directory copied back from a snapshot of the disk. The server must not run. restore does it",
                        "by itself."),
                List.of(),
                List.of());
    }

    @Override
    public void run(Call call) throws CommandException, IOException {
        Inspections.of(call.config()).close();
        try (SqlMessageStore store = stores.open(call.config())) {
            new Upkeep(store, call.config().retention(), InstantSource.system(), room -> {}).renewEpoch();
        }
        call.terminal().tell("the epoch is a new one");
    }
}

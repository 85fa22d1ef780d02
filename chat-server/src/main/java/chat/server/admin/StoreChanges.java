package chat.server.admin;

import chat.server.auth.Accounts;
import chat.server.config.ServerConfig;
import chat.server.oversight.Oversight;
import chat.server.store.sql.SqlMessageStore;
import chat.server.store.sql.Upkeep;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** Has a store changed by the server that has it open, or, when there is none, by this process. */
final class StoreChanges {
    private final StoreOpener stores;

    StoreChanges(StoreOpener stores) {
        this.stores = stores;
    }

    /**
     * Carries a command out; blocks until it is done.
     *
     * @param makesStore whether there need not be a store yet
     * @return what came of it
     */
    String carryOut(String command, Command.Call call, LineFile input, boolean makesStore)
            throws CommandException, IOException {
        Inspections.refuseMemory(call.config());
        Optional<ControlClient> server = server(call.config().dataDir());
        return server.isPresent() ? there(server.get(), command, call, input) : here(command, call, input, makesStore);
    }

    private static Optional<ControlClient> server(Path dataDir) throws IOException {
        if (!Files.exists(dataDir.resolve(ControlAddress.FILE_NAME))) {
            return Optional.empty();
        }
        try {
            return Optional.of(ControlClient.connect(dataDir));
        } catch (SocketException nobodyListens) {
            return Optional.empty();
        }
    }

    private static String there(ControlClient server, String command, Command.Call call, LineFile input)
            throws CommandException, IOException {
        try (server) {
            return server.run(
                    new ControlRequest(
                            command, ControlRequest.store(call.config().store()), call.arguments()),
                    input,
                    call.terminal());
        }
    }

    private String here(String command, Command.Call call, LineFile input, boolean makesStore)
            throws CommandException, IOException {
        ServerConfig config = call.config();
        if (!makesStore) {
            Inspections.of(config).close();
        }
        try (SqlMessageStore store = stores.open(config)) {
            Upkeep upkeep = new Upkeep(store, config.retention(), InstantSource.system(), room -> {});
            Accounts accounts = Accounts.alone(store.accounts(), config.access());
            Oversight oversight = Oversight.alone(accounts, store);
            return new Changes(upkeep, accounts, oversight)
                    .named(command)
                    .run(call.arguments(), input, call.terminal());
        }
    }
}

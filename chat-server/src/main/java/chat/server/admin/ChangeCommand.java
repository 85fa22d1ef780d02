package chat.server.admin;

import chat.server.config.Arguments;
import chat.server.config.CommandSyntax;
import chat.server.config.ServerConfig;
import chat.server.store.sql.SqlMessageStore;
import chat.server.store.sql.Upkeep;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** A command that changes the store: the server that has it open does it, or, when there is none, this process. */
final class ChangeCommand implements Command {
    private final CommandSyntax syntax;
    private final Inputs inputs;
    private final boolean makesStore;
    private final StoreOpener stores;

    /** Where a command reads what it is to put into the store. */
    interface Inputs {
        /** Opens it. */
        LineFile open(Arguments arguments) throws IOException;
    }

    /** @param makesStore whether there need not be a store yet */
    ChangeCommand(CommandSyntax syntax, Inputs inputs, boolean makesStore, StoreOpener stores) {
        this.syntax = syntax;
        this.inputs = inputs;
        this.makesStore = makesStore;
        this.stores = stores;
    }

    @Override
    public CommandSyntax syntax() {
        return syntax;
    }

    @Override
    public void run(Call call) throws CommandException, IOException {
        Changes.check(syntax.name(), call.arguments());
        Inspections.refuseMemory(call.config());
        try (LineFile input = inputs.open(call.arguments())) {
            Optional<ControlClient> server = server(call.config().dataDir());
            call.terminal().tell(server.isPresent() ? there(server.get(), call, input) : here(call, input));
        }
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

    private String there(ControlClient server, Call call, LineFile input) throws CommandException, IOException {
        try (server) {
            return server.run(
                    new ControlRequest(
                            syntax.name(), ControlRequest.store(call.config().store()), call.arguments()),
                    input,
                    call.terminal());
        }
    }

    private String here(Call call, LineFile input) throws CommandException, IOException {
        ServerConfig config = call.config();
        if (!makesStore) {
            Inspections.of(config).close();
        }
        try (SqlMessageStore store = stores.open(config)) {
            Upkeep upkeep = new Upkeep(store, config.retention(), InstantSource.system(), room -> {});
            return new Changes(upkeep).named(syntax.name()).run(call.arguments(), input, call.terminal());
        }
    }
}

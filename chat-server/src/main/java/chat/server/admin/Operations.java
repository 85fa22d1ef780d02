package chat.server.admin;

import chat.server.auth.Accounts;
import chat.server.config.ServerConfig;
import chat.server.oversight.Oversight;
import chat.server.store.StoredRoom;
import chat.server.store.sql.OwnerOnly;
import chat.server.store.sql.SqlMessageStore;
import chat.server.store.sql.Upkeep;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server that runs does for its operator: it takes commands, and drops what rooms no longer keep. */
public final class Operations implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Operations.class);

    private final Sweeper sweeper;
    private final Optional<ControlServer> control;

    private Operations(Sweeper sweeper, Optional<ControlServer> control) {
        this.sweeper = sweeper;
        this.control = control;
    }

    /**
     * Begins. A server that cannot listen for commands says so in the log and does everything else.
     *
     * @param store outlives this
     * @param accounts those in the store
     * @param oversight of the server that runs
     * @param rewritten hears, on any thread, of every room whose log is no longer as it was told
     */
    public static Operations start(
            ServerConfig config,
            SqlMessageStore store,
            Accounts accounts,
            Oversight oversight,
            Consumer<StoredRoom> rewritten) {
        Upkeep upkeep = new Upkeep(store, config.retention(), InstantSource.system(), rewritten);
        Optional<ControlServer> control = listen(config, new Changes(upkeep, accounts, oversight));
        return new Operations(Sweeper.start(upkeep, Sweeper.EVERY), control);
    }

    private static Optional<ControlServer> listen(ServerConfig config, Changes changes) {
        try {
            // With messages in PostgreSQL there may be none yet.
            Files.createDirectories(config.dataDir(), OwnerOnly.directory(config.dataDir()));
            return Optional.of(
                    ControlServer.start(config.dataDir(), ControlRequest.store(config.store()), changes.all()));
        } catch (IOException | UnsupportedOperationException e) {
            // The latter where there are no such sockets, or no such permissions of files.
            LOGGER.warn("commands that change something need this server stopped: {}", CommandException.line(e));
            return Optional.empty();
        }
    }

    /** Breaks off what is under way: nothing is half done that the next start does not clear up. */
    @Override
    public void close() {
        control.ifPresent(ControlServer::close);
        sweeper.close();
    }
}

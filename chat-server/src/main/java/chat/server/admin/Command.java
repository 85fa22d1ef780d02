package chat.server.admin;

import chat.server.config.Arguments;
import chat.server.config.CommandSyntax;
import chat.server.config.ServerConfig;
import java.io.IOException;

/** Something that the operator can ask for. */
interface Command {
    CommandSyntax syntax();

    /**
     * Does it.
     *
     * @throws CommandException when it cannot be done, or found what it was to find
     */
    void run(Call call) throws CommandException, IOException;

    /** What it is asked for. */
    record Call(ServerConfig config, Arguments arguments, Terminal terminal) {}
}

package chat.server.admin;

import chat.server.config.Arguments;
import chat.server.store.Progress;
import java.io.IOException;
import java.util.List;

/** What a command does to a store, in the process that has it open: the server, or the command's own when there is none. */
interface Change {
    /** Lines of input at once; so many bytes, or one line. */
    int LINES_MAX = 500;

    int BYTES_MAX = 1 << 20;

    /**
     * Does it; blocks until it is durable.
     *
     * @return what came of it, for the operator
     * @throws CommandException when nothing of it is done, or as much as the message says
     */
    String run(Arguments arguments, Input input, Progress progress) throws CommandException, IOException;

    /** What the command reads, by and by. One thread. */
    interface Input {
        /** The next lines, without their ends; at most {@link #LINES_MAX}, none of them empty. None: that was all. */
        List<byte[]> next() throws IOException;
    }
}

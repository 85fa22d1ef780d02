package chat.server.admin;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where in a data directory a server listens for commands. */
final class ControlAddress {
    static final String FILE_NAME = "control.sock";

    /** What every system takes: 108 bytes on Linux, 104 elsewhere, with a zero byte behind. */
    private static final int PATH_BYTES_MAX = 103;

    private ControlAddress() {}

    /** @throws IOException when the path is too long for a socket; the message says so */
    static UnixDomainSocketAddress in(Path dataDir) throws IOException {
        Path file = dataDir.resolve(FILE_NAME);
        int bytes = file.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > PATH_BYTES_MAX) {
            throw new IOException("data-dir: " + file + " has " + bytes + " bytes (expected: at most " + PATH_BYTES_MAX
                    + " for the socket that takes commands; a symbolic link, or a relative path, is shorter)");
        }
        return UnixDomainSocketAddress.of(file);
    }
}

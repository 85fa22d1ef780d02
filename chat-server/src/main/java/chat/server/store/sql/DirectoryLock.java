package chat.server.store.sql;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a second server out of a data directory: a lock of the operating system's on the file {@code chat.lock}, which goes
 * with the process however it ends. The file stays, and means nothing by itself.
 */
final class DirectoryLock implements AutoCloseable {
    private static final String FILE_NAME = "chat.lock";

    /** The files that this process has locked. To close any channel of such a file would give up its lock (POSIX). */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private DirectoryLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws IOException when another server has it, in this process or in another, or there is no writing here
     */
    static DirectoryLock take(Path dataDir) throws IOException {
        Path file = dataDir.toRealPath().resolve(FILE_NAME);
        if (!HELD.add(file)) {
            throw inUse(dataDir);
        }
        try {
            return new DirectoryLock(file, locked(file, dataDir));
        } catch (IOException | RuntimeException | Error e) {
            HELD.remove(file);
            throw e;
        }
    }

    private static FileChannel locked(Path file, Path dataDir) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw inUse(dataDir);
            }
            return channel;
        } catch (OverlappingFileLockException linkedToOneOfThisProcess) {
            channel.close();
            throw inUse(dataDir);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static IOException inUse(Path dataDir) {
        return new IOException("data-dir: " + dataDir + " (expected: not in use by another server)");
    }

    /** More than once does no more. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            HELD.remove(file);
        }
    }
}

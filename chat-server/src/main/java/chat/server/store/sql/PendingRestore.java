package chat.server.store.sql;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts restored files into a data directory so that, whenever the machine stops, either all of the old ones are found there
 * or all of the new ones: the new ones are made ready in a directory aside, one renaming decides that they count, and what
 * is left to be moved is moved by whoever locks the data directory next.
 *
 * <p>Only with the data directory locked.
 */
final class PendingRestore {
    static final String PREPARED = "restore.new";
    private static final String DECIDED = "restore.ready";
    private static final String REPLACED = "replaced-";

    /** By which the tokens of guests are signed. */
    static final String KEY = "token.key";

    private static final List<String> DATABASE_PARTS =
            List.of(SqliteFile.NAME + "-wal", SqliteFile.NAME + "-shm", SqliteFile.NAME);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path dataDir;
    private final Path decided;
    private final Path old;

    private PendingRestore(Path dataDir) {
        this.dataDir = dataDir;
        this.decided = dataDir.resolve(DECIDED);
        this.old = decided.resolve("old");
    }

    /** An empty directory for the new files; what an earlier attempt left there is thrown away. */
    static Path prepare(Path dataDir) throws IOException {
        discard(dataDir);
        return Files.createDirectory(dataDir.resolve(PREPARED), OwnerOnly.directory(dataDir));
    }

    /** Throws away what was prepared and not decided on. */
    static void discard(Path dataDir) throws IOException {
        deleteAll(dataDir.resolve(PREPARED));
    }

    /** Whether files were decided on and are not all in place. */
    static boolean isThere(Path dataDir) {
        return Files.isDirectory(dataDir.resolve(DECIDED));
    }

    /** The files in the prepared directory, which are whole and synced, count from now on. {@link #finish} is next. */
    static void decide(Path dataDir) throws IOException {
        Path prepared = dataDir.resolve(PREPARED);
        sync(prepared);
        Files.move(prepared, dataDir.resolve(DECIDED), StandardCopyOption.ATOMIC_MOVE);
        sync(dataDir);
    }

    /** Moves what is left to be moved; nothing when there was no restore, or it was finished. */
    static void finish(Path dataDir) throws IOException {
        PendingRestore restore = new PendingRestore(dataDir);
        if (isThere(dataDir)) {
            restore.moveAll();
        }
    }

    /**
     * While the new database is aside, the one in place is the old one, with all that belongs to it: a new database beside
     * an old journal would be damaged. So all that is old goes first.
     */
    private void moveAll() throws IOException {
        Files.createDirectories(old, OwnerOnly.directory(dataDir));
        for (String name : List.of(KEY, SqliteFile.NAME)) {
            if (Files.exists(decided.resolve(name))) {
                for (String part : name.equals(SqliteFile.NAME) ? DATABASE_PARTS : List.of(name)) {
                    if (Files.exists(dataDir.resolve(part))) {
                        Files.move(dataDir.resolve(part), old.resolve(part), StandardCopyOption.ATOMIC_MOVE);
                    }
                }
                sync(old);
                sync(dataDir);
                Files.move(decided.resolve(name), dataDir.resolve(name), StandardCopyOption.ATOMIC_MOVE);
                sync(dataDir);
                sync(decided);
            }
        }
        if (isEmpty(old)) {
            Files.delete(old);
        } else {
            Files.move(old, free(REPLACED + TIME.format(Instant.now())));
        }
        deleteAll(decided);
        sync(dataDir);
    }

    private Path free(String name) {
        Path place = dataDir.resolve(name);
        for (int number = 2; Files.exists(place); number++) {
            place = dataDir.resolve(name + "-" + number);
        }
        return place;
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    /** There are no directories in it. */
    private static void deleteAll(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            List<Path> files;
            try (Stream<Path> listed = Files.list(directory)) {
                files = listed.toList();
            }
            for (Path file : files) {
                Files.delete(file);
            }
            Files.delete(directory);
        }
    }

    /** The names in it survive a power cut; where a directory cannot be opened for that, it is on its own. */
    static void sync(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException | UnsupportedOperationException notHere) {
            // Windows.
        }
    }
}

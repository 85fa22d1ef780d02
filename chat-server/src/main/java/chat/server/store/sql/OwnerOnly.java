package chat.server.store.sql;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** New files and directories that nobody but their owner may read, where the file system knows of owners. */
public final class OwnerOnly {
    private OwnerOnly() {}

    /** For a file at this place. */
    public static FileAttribute<?>[] file(Path place) {
        return attributes(place, "rw-------");
    }

    /** For a directory at this place. */
    public static FileAttribute<?>[] directory(Path place) {
        return attributes(place, "rwx------");
    }

    private static FileAttribute<?>[] attributes(Path place, String permissions) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}

package chat.server.auth;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The secret that signs tokens: {@code token.key} in the data directory, 32 random bytes, readable by its owner alone.
 *
 * <p>It is made once and never overwritten: without it every guest becomes somebody else. Servers that start at the same
 * time on one directory get the same key. Immutable, any thread; only {@link #load} touches the disk.
 */
public final class TokenKey {
    private static final Logger LOGGER = LoggerFactory.getLogger(TokenKey.class);
    private static final String FILE_NAME = "token.key";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final SecretKeySpec key;

    private TokenKey(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /**
     * The key of this data directory; made, and the directory too, when there is none.
     *
     * @throws IOException when the directory cannot be used, or what is in the file is no key; the message says which
     */
    public static TokenKey load(Path dataDir) throws IOException {
        Path file = dataDir.resolve(FILE_NAME);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            make(dataDir, file);
        }
        byte[] bytes = read(file);
        // Whoever put it in place may have been ended before it could do this.
        sync(dataDir);
        warnWhenOthersMayRead(file);
        return new TokenKey(bytes);
    }

    /** A key that is kept nowhere. */
    public static TokenKey random() {
        return new TokenKey(randomBytes());
    }

    /**
     * A key that is kept elsewhere.
     *
     * @param bytes what {@link #randomBytes} gave once
     */
    public static TokenKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("token key: " + bytes.length + " bytes (expected: " + BYTES + ")");
        }
        return new TokenKey(bytes);
    }

    /** What a new key is made of. */
    public static byte[] randomBytes() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** The HMAC-SHA256 of these bytes. A {@link Mac} has a state, so each call takes a new one: half a microsecond. */
    byte[] sign(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is part of every Java runtime", e);
        }
    }

    @Override
    public String toString() {
        return "TokenKey";
    }

    private static byte[] read(Path file) throws IOException {
        byte[] bytes = new byte[BYTES + 1];
        int length;
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // A regular file comes in one go.
            }
            length = buffer.position();
        } catch (IOException e) {
            throw new IOException("token key: " + file + " (expected: a readable file): " + reason(e), e);
        }
        if (length != BYTES) {
            throw new IOException("token key: " + file + " has " + (length > BYTES ? "more than " + BYTES : length)
                    + " bytes (expected: " + BYTES + "; bring back the right file, or delete this one, which makes"
                    + " every guest somebody new)");
        }
        return Arrays.copyOf(bytes, BYTES);
    }

    private static void make(Path dataDir, Path file) throws IOException {
        try {
            makeDirectory(dataDir);
            // Written aside and then put in place whole, so that nobody ever reads half a key.
            Path aside = Files.createTempFile(dataDir, FILE_NAME + ".", ".new", ownerOnly(dataDir, "rw-------"));
            try {
                write(aside, randomBytes());
                putInPlace(aside, file);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            throw new IOException("data-dir: " + dataDir + " (expected: a directory to write to): " + reason(e), e);
        }
    }

    private static void makeDirectory(Path dataDir) throws IOException {
        if (!Files.isDirectory(dataDir)) {
            Files.createDirectories(dataDir, ownerOnly(dataDir, "rwx------"));
            for (Path up = dataDir.toAbsolutePath().getParent(); up != null; up = up.getParent()) {
                sync(up);
            }
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /** Gives the file its name unless another start was faster; then that one's key is the key. */
    private static void putInPlace(Path aside, Path file) throws IOException {
        try {
            Files.createLink(file, aside);
        } catch (FileAlreadyExistsException fasterOne) {
            // Its key is complete: it went the same way.
        } catch (UnsupportedOperationException | FileSystemException noHardLinks) {
            // FAT and some network disks; here the check and the renaming are two steps, a moment apart.
            try {
                Files.move(aside, file);
            } catch (FileAlreadyExistsException fasterOne) {
                // As above.
            }
        }
    }

    /** The name itself must survive a power cut; where a directory cannot be opened for that, it is on its own. */
    private static void sync(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException | UnsupportedOperationException notHere) {
            // Windows.
        }
    }

    /** Not refused: secrets mounted into a container often come that way. */
    private static void warnWhenOthersMayRead(Path file) throws IOException {
        if (isPosix(file)) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
                LOGGER.warn(
                        "token key: {} is {} (expected: rw-------): whoever reads it can be anybody",
                        file,
                        PosixFilePermissions.toString(permissions));
            }
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** The JDK's file exceptions say no more than the path; the rest is in their type. */
    private static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return "a file is in the way";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        if (e instanceof FileSystemException f && f.getReason() != null) {
            return f.getReason();
        }
        String type = e.getClass().getSimpleName().replace("Exception", "");
        return type + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }
}

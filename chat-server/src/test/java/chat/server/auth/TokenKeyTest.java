package chat.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class TokenKeyTest {
    private static final byte[] SOMETHING = {1, 2, 3};

    @TempDir
    private Path temp;

    @Test
    void firstStartMakesTheDirectoryAndAKeyForItsOwnerAlone() throws IOException {
        Path dataDir = temp.resolve("a/b");

        TokenKey.load(dataDir);

        assertThat(dataDir.resolve("token.key")).hasSize(32);
        assertThat(permissions(dataDir.resolve("token.key"))).isEqualTo("rw-------");
        assertThat(permissions(dataDir)).isEqualTo("rwx------");
        assertThat(names(dataDir)).containsExactly("token.key");
    }

    @Test
    void laterStartFindsTheSameKey() throws IOException {
        byte[] first = TokenKey.load(temp).sign(SOMETHING);

        assertThat(TokenKey.load(temp).sign(SOMETHING)).isEqualTo(first);
    }

    @Test
    void twoDirectoriesHaveTwoKeys() throws IOException {
        byte[] first = TokenKey.load(temp.resolve("a")).sign(SOMETHING);

        assertThat(TokenKey.load(temp.resolve("b")).sign(SOMETHING)).isNotEqualTo(first);
    }

    @Test
    void keyIsNotTheSameOnEveryMachine() throws IOException {
        TokenKey.load(temp);

        assertThat(Files.readAllBytes(temp.resolve("token.key"))).isNotEqualTo(new byte[32]);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33, 4096})
    void fileOfAnotherSizeIsRefusedAndLeftAlone(int size) throws IOException {
        Path file = Files.write(temp.resolve("token.key"), new byte[size]);

        assertThatIOException()
                .isThrownBy(() -> TokenKey.load(temp))
                .withMessageStartingWith("token key: " + file)
                .withMessageContaining("bytes (expected: 32;");
        assertThat(file).hasSize(size);
    }

    @Test
    void directoryInPlaceOfTheKeyIsRefused() throws IOException {
        Files.createDirectory(temp.resolve("token.key"));

        assertThatIOException()
                .isThrownBy(() -> TokenKey.load(temp))
                .withMessageStartingWith("token key: ")
                .withMessageContaining("expected: a readable file");
    }

    @Test
    void linkToNowhereIsRefusedAndNotFollowed() throws IOException {
        Files.createSymbolicLink(temp.resolve("token.key"), temp.resolve("gone"));

        assertThatIOException()
                .isThrownBy(() -> TokenKey.load(temp))
                .withMessageContaining("expected: a readable file): no such file");
        assertThat(names(temp)).containsExactly("token.key");
    }

    @Test
    void fileInPlaceOfTheDirectoryIsRefused() throws IOException {
        Path dataDir = Files.createFile(temp.resolve("data"));

        assertThatIOException()
                .isThrownBy(() -> TokenKey.load(dataDir))
                .withMessage("data-dir: " + dataDir + " (expected: a directory to write to): a file is in the way");
    }

    @Test
    void diskWithoutHardLinksAndPermissionsServesToo() throws IOException {
        URI zip = URI.create("jar:" + temp.resolve("disk.zip").toUri());
        try (FileSystem disk = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            Path dataDir = disk.getPath("/data");

            byte[] first = TokenKey.load(dataDir).sign(SOMETHING);

            assertThat(TokenKey.load(dataDir).sign(SOMETHING)).isEqualTo(first);
            assertThat(names(dataDir)).containsExactly("token.key");
        }
    }

    @Test
    void keyThatOthersMayReadIsUsedWithAWarning() throws IOException {
        byte[] first = TokenKey.load(temp).sign(SOMETHING);
        Files.setPosixFilePermissions(temp.resolve("token.key"), PosixFilePermissions.fromString("rw-r--r--"));
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(TokenKey.class);
        logger.addAppender(log);
        try {
            assertThat(TokenKey.load(temp).sign(SOMETHING)).isEqualTo(first);
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .contains("token.key is rw-r--r-- (expected: rw-------)");
    }

    @RepeatedTest(20)
    void startsAtTheSameTimeAgreeOnOneKey() throws Exception {
        int starts = 4;
        CyclicBarrier together = new CyclicBarrier(starts);
        Callable<String> start = () -> {
            together.await();
            return HexFormat.of().formatHex(TokenKey.load(temp.resolve("data")).sign(SOMETHING));
        };
        ExecutorService threads = Executors.newFixedThreadPool(starts);
        try {
            Set<String> keys = new HashSet<>();
            for (Future<String> key : threads.invokeAll(Collections.nCopies(starts, start))) {
                keys.add(key.get());
            }
            assertThat(keys).hasSize(1);
            assertThat(names(temp.resolve("data"))).containsExactly("token.key");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void keyIsNeverPrinted() throws IOException {
        assertThat(TokenKey.load(temp).toString()).isEqualTo("TokenKey");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static Stream<String> names(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).toList().stream();
        }
    }
}

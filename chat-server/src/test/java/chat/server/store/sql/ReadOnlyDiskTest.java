package chat.server.store.sql;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import chat.protocol.RoomName;
import chat.server.metrics.ServerMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only reads needs no place to write to. */
class ReadOnlyDiskTest {
    private static final Set<PosixFilePermission> READ =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_EXECUTE);

    @TempDir
    private Path temp;

    private Path dataDir;

    @BeforeEach
    void fill() throws IOException, InterruptedException {
        dataDir = Files.createDirectory(temp.resolve("data dir"));
        try (KeptStore store = new KeptStore(
                clock -> SqliteStore.open(dataDir, clock, new ServerMetrics()), () -> Inspection.ofSqlite(dataDir))) {
            store.append(RoomName.LOBBY, draft(ANA, "a1", "um"));
        }
        Files.writeString(dataDir.resolve(PendingRestore.KEY), "key");
        Files.setPosixFilePermissions(dataDir, READ);
        if (Files.isWritable(dataDir)) {
            // Whom permissions do not stop.
            remount("-o", "bind", dataDir.toString(), dataDir.toString());
            remount("-o", "remount,bind,ro", dataDir.toString());
        }
        assumeFalse(Files.isWritable(dataDir), "neither permissions nor mounts make a directory read-only here");
    }

    @AfterEach
    void makeWritable() throws IOException, InterruptedException {
        new ProcessBuilder("umount", dataDir.toString()).start().waitFor();
        Files.setPosixFilePermissions(dataDir, EnumSet.allOf(PosixFilePermission.class));
    }

    private static void remount(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder mount = new ProcessBuilder("mount");
        mount.command().addAll(List.of(arguments));
        mount.start().waitFor();
    }

    @Test
    void isVerifiedExportedAndBackedUp() throws IOException {
        try (Inspection inspection = Inspection.ofSqlite(dataDir)) {
            assertThat(inspection.verify(line -> {}, KeptStore.NO_MATTER)).isZero();
            assertThat(inspection.export(RoomName.LOBBY, line -> {}, KeptStore.NO_MATTER))
                    .contains(1L);
        }
        Path backup = temp.resolve("backup");
        SqliteFiles.backUp(dataDir, backup, KeptStore.NO_MATTER);
        try (Inspection inspection = Inspection.ofBackup(backup)) {
            assertThat(inspection.verify(line -> {}, KeptStore.NO_MATTER)).isZero();
        }
    }
}

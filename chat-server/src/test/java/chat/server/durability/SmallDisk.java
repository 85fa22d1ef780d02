package chat.server.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A place for data that can be full, and have room again. */
interface SmallDisk extends AutoCloseable {
    /** Where the data goes. */
    Path folder();

    /** From now on nothing in the folder can grow. */
    void fill(ServerProcess writer);

    /** There is room again. */
    void makeRoom(ServerProcess writer);

    @Override
    void close();

    /** Those that can be had here, to be opened one by one: a size limit always, a file system for who may mount one. */
    static List<Supplier<SmallDisk>> available(Path folder) {
        List<Supplier<SmallDisk>> disks = new ArrayList<>(List.of(() -> new SizeLimit(folder.resolve("limited"))));
        if (mounts(folder.resolve("trial"))) {
            run("umount", folder.resolve("trial").toString());
            disks.add(() -> mounted(folder.resolve("mounted")));
        }
        return disks;
    }

    private static SmallDisk mounted(Path folder) {
        assertThat(mounts(folder)).isTrue();
        return new FileSystem(folder);
    }

    private static boolean mounts(Path folder) {
        return folder.toFile().mkdir() && runs("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", folder.toString());
    }

    private static boolean runs(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void run(String... command) {
        assertThat(runs(command)).as(Arrays.toString(command)).isTrue();
    }

    /** No file of the writer may become larger than the largest is: EFBIG, or a short write, from the kernel. */
    record SizeLimit(Path folder) implements SmallDisk {
        @Override
        public void fill(ServerProcess writer) {
            limit(writer, largestFile() + "");
        }

        private long largestFile() {
            try (Stream<Path> files = Files.list(folder)) {
                return files.mapToLong(file -> file.toFile().length()).max().orElse(0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void makeRoom(ServerProcess writer) {
            limit(writer, "unlimited");
        }

        private static void limit(ServerProcess writer, String bytes) {
            run("prlimit", "--pid=" + writer.pid(), "--fsize=" + bytes + ":unlimited");
        }

        @Override
        public void close() {}
    }

    /** A file system in memory whose size can be changed: ENOSPC. */
    record FileSystem(Path folder) implements SmallDisk {
        private static final String BALLAST = "ballast";

        @Override
        public void fill(ServerProcess writer) {
            runs("dd", "if=/dev/zero", "of=" + folder.resolve(BALLAST), "bs=4k");
        }

        @Override
        public void makeRoom(ServerProcess writer) {
            run("rm", folder.resolve(BALLAST).toString());
        }

        @Override
        public void close() {
            run("umount", folder.toString());
        }
    }
}

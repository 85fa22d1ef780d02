package chat.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** How often a disk makes four kilobytes durable, one write after the other: what bounds a store that commits one by one. */
final class DiskSpeed {
    private static final int BLOCK_BYTES = 4_096;
    private static final int BLOCKS = 1_024;

    private DiskSpeed() {}

    /** Writes and syncs (fdatasync) within a file that has its size already, for so long; returns how often a second. */
    static double syncsPerSecond(Path folder, Duration howLong) throws IOException {
        Path file = Files.createTempFile(folder, "sync", ".tmp");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int i = 0; i < BLOCKS; i++) {
                channel.write(ByteBuffer.allocate(BLOCK_BYTES));
            }
            channel.force(true);
            long start = System.nanoTime();
            long syncs = 0;
            while (System.nanoTime() - start < howLong.toNanos()) {
                channel.write(ByteBuffer.allocate(BLOCK_BYTES), syncs % BLOCKS * BLOCK_BYTES);
                channel.force(false);
                syncs++;
            }
            return syncs * 1e9 / (System.nanoTime() - start);
        } finally {
            Files.delete(file);
        }
    }
}

package chat.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders with databases in them. */
final class Folders {
    private Folders() {}

    /** Deletes it with all that is in it. */
    static void delete(Path folder) throws IOException {
        for (Path path : inside(folder, Comparator.reverseOrder())) {
            Files.delete(path);
        }
    }

    /** The bytes of all files in it. */
    static long size(Path folder) throws IOException {
        return inside(folder, Comparator.naturalOrder()).stream()
                .mapToLong(path -> path.toFile().isFile() ? path.toFile().length() : 0)
                .sum();
    }

    private static List<Path> inside(Path folder, Comparator<Path> order) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted(order).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}

package chat.load;

import chat.load.drive.BadPlanException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Files that are to be written at the end, of which somebody wants to know at the beginning that they can be. */
final class OutputFile {
    private OutputFile() {}

    /** Throws when it cannot be written. */
    static void expectWritable(String option, @Nullable Path file) throws BadPlanException {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        boolean writable = Files.exists(file)
                ? Files.isRegularFile(file) && Files.isWritable(file)
                : folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
        if (!writable) {
            throw new BadPlanException(
                    option + ": " + file + " (expected: a file that can be written, in a folder that exists)");
        }
    }
}

package chat.server.admin;

import chat.server.store.Progress;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Where a command tells what it did: results to standard output, how far it is to standard error, there as one line that is
 * redrawn when somebody watches, and as lines now and then when not. One thread.
 */
public final class Terminal implements Progress {
    private static final long REDRAWN_EVERY_NANOS = Duration.ofMillis(100).toNanos();
    private static final int SECRET_BYTES_MAX = 4_096;
    private static final long TOLD_EVERY_NANOS = Duration.ofSeconds(5).toNanos();
    private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean watched;
    private final LongSupplier nanoTime;
    private String what = "";
    private long toldAt;
    private boolean ended;
    private int drawn;

    Terminal(InputStream in, PrintStream out, PrintStream err, boolean watched, LongSupplier nanoTime) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.watched = watched;
        this.nanoTime = nanoTime;
    }

    /** That of this process. */
    public static Terminal of(InputStream in, PrintStream out, PrintStream err) {
        return new Terminal(in, out, err, isTerminal(STANDARD_ERROR), System::nanoTime);
    }

    /** Java itself only knows whether all three streams are one, and not in every version. */
    private static boolean isTerminal(Path descriptor) {
        try {
            String device = Files.readSymbolicLink(descriptor).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException notOnLinux) {
            return false;
        }
    }

    @Override
    public void at(String now, long done, long total) {
        boolean changed = !now.equals(what);
        boolean ends = total > 0 && done >= total && (changed || !ended);
        long nanos = nanoTime.getAsLong();
        if (changed || ends || nanos - toldAt >= (watched ? REDRAWN_EVERY_NANOS : TOLD_EVERY_NANOS)) {
            if (changed) {
                clear();
            }
            what = now;
            toldAt = nanos;
            ended = ends;
            show(now + numbers(done, total));
        }
    }

    private static String numbers(long done, long total) {
        if (total <= 0) {
            return done <= 0 ? "" : ": " + done;
        }
        // Rounded down: only what is whole is 100 %.
        return ": " + done + " of " + total + " (" + (int) (100.0 * Math.min(done, total) / total) + " %)";
    }

    private void show(String line) {
        if (watched) {
            err.print("\r" + line + " ".repeat(Math.max(0, drawn - line.length())));
            drawn = line.length();
        } else {
            err.println(line);
        }
        err.flush();
    }

    /** Ends the line of progress; what it said stays to be read. */
    private void clear() {
        if (drawn > 0) {
            err.println();
            drawn = 0;
        }
    }

    /** Tells a result. */
    void tell(String line) {
        clear();
        out.println(line);
        out.flush();
    }

    /**
     * A line that nobody else may see: typed without being shown where somebody sits at the terminal, else the first of
     * standard input.
     */
    String secret(String prompt) throws IOException {
        // Java 17 has none when standard output goes elsewhere.
        Optional<Console> console = Optional.ofNullable(System.console()).filter(any -> isTerminal(STANDARD_INPUT));
        if (console.isPresent()) {
            char[] typed = console.get().readPassword("%s", prompt);
            return typed == null ? "" : new String(typed);
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n' && line.size() < SECRET_BYTES_MAX; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).replaceFirst("\r$", "");
    }

    /** Where results go that are not lines of ours. */
    PrintStream out() {
        return out;
    }

    /** Tells a result where another one went to standard output. */
    void note(String line) {
        complain(line);
    }

    /** Says what is wrong. */
    public void complain(String line) {
        clear();
        err.println(line);
        err.flush();
    }
}

package chat.load.proc;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Processes of this machine, by what Linux says of them under {@code /proc}. Any thread. */
public final class Processes {
    /** Linux counts in hundredths of a second for programs, whatever it does inside. */
    private static final long NANOS_PER_TICK = 10_000_000;

    private static final int TICKS_OF_USER = 11;
    private static final int TICKS_OF_SYSTEM = 12;
    private static final Path PROC = Path.of("/proc");

    private final List<Long> pids;

    /** @param pids none, or some that {@link #exists} */
    public Processes(List<Long> pids) {
        this.pids = List.copyOf(pids);
    }

    /** Whether there is one that can be looked at. */
    public static boolean exists(long pid) {
        return Files.isReadable(PROC.resolve(Long.toString(pid)).resolve("stat"));
    }

    /** Whether there is nothing to look at. */
    public boolean areNone() {
        return pids.isEmpty();
    }

    /** What all of them have used of all cores so far, in nanoseconds; one that ended counts no more. */
    public long cpuNanos() {
        return pids.stream().mapToLong(Processes::cpuNanos).sum();
    }

    /** What they have in memory now (RSS), in bytes. */
    public long residentBytes() {
        return pids.stream().mapToLong(Processes::residentBytes).sum();
    }

    /** What this program itself has used so far, in nanoseconds. */
    public static long ownCpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** How many files, and so connections, this program may have open; all that can be told elsewhere. */
    public static long openFilesMax() {
        try (Stream<String> lines = Files.lines(PROC.resolve("self/limits"))) {
            return lines.filter(line -> line.startsWith("Max open files"))
                    .map(line -> line.split(" {2,}")[1])
                    .filter(limit -> limit.matches("[0-9]+"))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException notLinux) {
            return Long.MAX_VALUE;
        }
    }

    private static long cpuNanos(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
            // The name before the last bracket may have anything in it.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[TICKS_OF_USER]) + Long.parseLong(fields[TICKS_OF_SYSTEM])) * NANOS_PER_TICK;
        } catch (IOException ended) {
            return 0;
        }
    }

    private static long residentBytes(long pid) {
        try (Stream<String> lines = Files.lines(PROC.resolve(Long.toString(pid)).resolve("status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException ended) {
            return 0;
        }
    }
}

package chat.load.proc;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Processes of this machine, by what Linux says of them under {@code /proc}. One thread; what is static, any. */
public final class Processes {
    /** Linux counts in hundredths of a second for programs, whatever it does inside. */
    private static final long NANOS_PER_TICK = 10_000_000;

    private static final int STATE = 0;
    private static final String ZOMBIE = "Z";
    private static final int TICKS_OF_USER = 11;
    private static final int TICKS_OF_SYSTEM = 12;
    private static final Path PROC = Path.of("/proc");

    private final List<Long> pids;

    /** What is known of each; it stays known when the process has ended. */
    private final Map<Long, Long> cpuNanos = new HashMap<>();

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

    /** What all of them have used of all cores so far, in nanoseconds; of one that ended, what was known last. */
    public long cpuNanos() {
        for (long pid : pids) {
            cpuNanos(pid).ifPresent(nanos -> cpuNanos.put(pid, nanos));
        }
        return cpuNanos.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether one of them is not there any more. */
    public boolean hasAnyEnded() {
        return pids.stream().anyMatch(pid -> cpuNanos(pid).isEmpty());
    }

    /** What they have in memory now (RSS), in bytes. */
    public long residentBytes() {
        return pids.stream().mapToLong(Processes::residentBytes).sum();
    }

    /** What this program itself has used so far, in nanoseconds. */
    public static long ownCpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** What the thread that asks has used so far, in nanoseconds; 0 where nobody knows. */
    public static long threadCpuNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : 0;
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

    /** Empty when it has ended, whether or not somebody took note of that. */
    private static OptionalLong cpuNanos(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
            // The name before the last bracket may have anything in it.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            if (fields[STATE].equals(ZOMBIE)) {
                return OptionalLong.empty();
            }
            long ticks = Long.parseLong(fields[TICKS_OF_USER]) + Long.parseLong(fields[TICKS_OF_SYSTEM]);
            return OptionalLong.of(ticks * NANOS_PER_TICK);
        } catch (IOException ended) {
            return OptionalLong.empty();
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

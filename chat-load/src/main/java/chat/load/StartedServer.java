package chat.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The server that is in this program, as a process of its own on a free port of the loopback address. */
final class StartedServer implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("The page is at http://\\S*:(\\d+)/");
    private static final int STOP_SECONDS_MAX = 15;

    private final Process process;
    private final URI address;

    private StartedServer(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** One without rates. Returns when it listens; its log goes where ours goes. */
    static StartedServer start(Path data) throws IOException {
        return start(data, "--no-rate-limit=true");
    }

    /** As {@link #start(Path)}, with these flags. */
    static StartedServer start(Path data, String... flags) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "chat.server.Main",
                "--host=127.0.0.1",
                "--port=0",
                "--store=sqlite",
                "--data-dir=" + data,
                "--access-log=false"));
        command.addAll(List.of(flags));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = new BufferedReader(process.inputReader(UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher said = ADDRESS.matcher(line);
            if (said.matches()) {
                return new StartedServer(process, URI.create("ws://127.0.0.1:" + said.group(1)));
            }
        }
        throw new IOException("server: ended before it listened");
    }

    URI address() {
        return address;
    }

    /** What it has used of all cores so far. */
    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Its memory as the operating system counts it, in MiB; 0 where that is not told. */
    long residentMebibytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException notLinux) {
            return 0;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}

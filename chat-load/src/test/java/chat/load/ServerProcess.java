package chat.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The built jar, started as a process of its own on a free port of the loopback address; ended by {@link #close()}. */
final class ServerProcess implements AutoCloseable {
    private static final Path JAR = Path.of("..", "chat-server", "target", "chat-server.jar");
    private static final Pattern ADDRESS = Pattern.compile("http://\\S*?:(\\d+)/");
    private static final int START_SECONDS_MAX = 60;
    private static final int STOP_SECONDS_MAX = 15;

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Returns when the server has said where it listens. */
    static ServerProcess start(Path dataDir, String... flags) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(List.of(java.toString(), "-jar", JAR.toString()));
        command.addAll(List.of("--host", "127.0.0.1", "--port", "0", "--data-dir", dataDir.toString()));
        command.addAll(List.of(flags));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        CompletableFuture<Integer> port = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(process, port), "server-output");
        reader.setDaemon(true);
        reader.start();
        try {
            return new ServerProcess(process, port.get(START_SECONDS_MAX, SECONDS));
        } catch (Exception notStarted) {
            process.destroyForcibly();
            throw notStarted;
        }
    }

    /** Reads to the end, so that the process never waits for its output to be taken. */
    private static void read(Process process, CompletableFuture<Integer> port) {
        StringBuilder before = new StringBuilder();
        try (BufferedReader output = process.inputReader(UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                Matcher address = ADDRESS.matcher(line);
                if (address.find()) {
                    port.complete(Integer.valueOf(address.group(1)));
                } else if (!port.isDone()) {
                    before.append(line).append('\n');
                }
            }
            port.completeExceptionally(new IllegalStateException("The server ended without an address:\n" + before));
        } catch (IOException broken) {
            port.completeExceptionally(new UncheckedIOException(broken));
        }
    }

    /** Where scripts find it. */
    String address() {
        return "ws://127.0.0.1:" + port;
    }

    /** Its process. */
    long pid() {
        return process.pid();
    }

    /** Ends it as a person would and waits; one that does not end is ended by force, which is an error. */
    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().orTimeout(STOP_SECONDS_MAX, SECONDS).join();
        } finally {
            process.destroyForcibly();
        }
    }
}

package chat.server.durability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The built jar, as a process of its own on a free port. */
final class ServerProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "chat-server.jar");
    private static final Pattern ADDRESS = Pattern.compile("The page is at http://\\S*:(\\d+)/");
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    private ServerProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "server-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Does not wait until it listens. */
    static ServerProcess launch(List<String> flags) {
        return launch(List.of(), flags);
    }

    /** As above, with these flags for Java. */
    static ServerProcess launch(List<String> jvmFlags, List<String> flags) {
        // Starts in two thirds of the time that way, and there are hundreds of starts.
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(jvmFlags);
        command.addAll(List.of("-jar", JAR.toString(), "--host=127.0.0.1", "--port=0", "--no-rate-limit=true"));
        command.addAll(flags);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("CHAT_") || name.startsWith("JAVA_TOOL"));
        try {
            return new ServerProcess(builder.start());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                Matcher address = ADDRESS.matcher(line);
                if (address.matches()) {
                    port.complete(Integer.valueOf(address.group(1)));
                }
            }
        } catch (IOException gone) {
            // As good as its end.
        }
        port.completeExceptionally(new IllegalStateException("ended before it listened"));
    }

    /** Where it listens, once it does. */
    int port() {
        try {
            return port.get(PATIENCE_SECONDS, SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw new AssertionError("not started:\n" + String.join("\n", output), e);
        }
    }

    /** Whether it ended by itself instead of listening. */
    boolean refusesToStart() {
        try {
            port.get(PATIENCE_SECONDS, SECONDS);
            return false;
        } catch (ExecutionException ended) {
            return true;
        } catch (TimeoutException | InterruptedException e) {
            throw new AssertionError("neither started nor ended:\n" + String.join("\n", output), e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** What it has printed and logged so far. */
    List<String> output() {
        return output;
    }

    /** {@code kill -9}; when this returns it is gone. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Ends it as a person would, waits, and returns the exit status. */
    int stop() {
        process.destroy();
        return process.onExit().orTimeout(PATIENCE_SECONDS, SECONDS).join().exitValue();
    }

    /** Sends {@code STOP} or {@code CONT}. */
    void signal(String name) {
        try {
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start();
            assertThat(kill.waitFor()).as("kill -" + name).isZero();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}

package chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process, of Java with the class path of the tests if nothing else is said: its lines, signals to it, and its end. */
final class ChildProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final String END = "\0end";

    private final Process process;
    private final BlockingQueue<String> out;
    private final BlockingQueue<String> err;

    private ChildProcess(Process process) {
        this.process = process;
        this.out = lines(process.getInputStream());
        this.err = lines(process.getErrorStream());
    }

    /**
     * Starts one.
     *
     * @param jvmFlags such as {@code -Dname=value}
     */
    static ChildProcess start(Class<?> main, List<String> jvmFlags, Map<String, String> variables, String... arguments)
            throws IOException {
        // Shells start jobs in the background deaf to SIGINT, and Java would stay so.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.addAll(jvmFlags);
        command.add(main.getName());
        command.addAll(Arrays.asList(arguments));
        return start(command, variables);
    }

    /** Starts any program, with these variables in the place of those that are settings of a server or of Java. */
    static ChildProcess start(List<String> command, Map<String, String> variables) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("CHAT_") || name.startsWith("JAVA_TOOL"));
        builder.environment().putAll(variables);
        return new ChildProcess(builder.start());
    }

    /** Waits for a line of standard output that matches; returns the match. */
    Matcher awaitLine(String regex) throws InterruptedException {
        Pattern pattern = Pattern.compile(regex);
        while (true) {
            String line = out.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(line).as("a line like " + regex).isNotNull().isNotEqualTo(END);
            Matcher matcher = pattern.matcher(line);
            if (matcher.matches()) {
                return matcher;
            }
        }
    }

    /** Sends {@code TERM} or {@code INT}. */
    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start();
        assertThat(kill.waitFor()).as("kill -" + name).isZero();
    }

    /** Waits for the end and returns the exit status. */
    int status() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("ended")
                .isTrue();
        return process.exitValue();
    }

    /** The lines of standard output not yet asked for, once it has ended. */
    List<String> out() throws InterruptedException {
        return rest(out);
    }

    /** The lines of standard error, once it has ended. */
    List<String> err() throws InterruptedException {
        return rest(err);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static List<String> rest(BlockingQueue<String> lines) throws InterruptedException {
        List<String> rest = new ArrayList<>();
        String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        while (line != null && !line.equals(END)) {
            rest.add(line);
            line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        return rest;
    }

    private static BlockingQueue<String> lines(InputStream stream) {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> {
            try (BufferedReader text = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                text.lines().forEach(lines::add);
            } catch (IOException | RuntimeException ended) {
                // As good as its end.
            }
            lines.add(END);
        });
        reader.setDaemon(true);
        reader.start();
        return lines;
    }
}

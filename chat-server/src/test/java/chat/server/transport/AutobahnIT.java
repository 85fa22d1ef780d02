package chat.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every case of Autobahn's fuzzing client against {@link EchoServerMain}, compression included. The suite is Python 2 and
 * comes in a jar for Jython; {@code resources/autobahn} has what is ours. The report is in {@code target/autobahn/report}.
 * The system property {@code autobahn.messages} says how many messages each compression case sends,
 * {@code autobahn.without} which cases are left out.
 */
class AutobahnIT {
    private static final int CASES = 517;

    /** Says that none is left out. */
    private static final String NONE = "none";

    private static final List<String> WITHOUT =
            List.of(System.getProperty("autobahn.without", NONE).split(","));
    private static final int MINUTES_MAX = 60;
    private static final Path FOLDER = Path.of("target", "autobahn");
    private static final Path REPORT = FOLDER.resolve("report");
    private static final Pattern RESULT =
            Pattern.compile("\"([0-9.]+)\": \\{\\s*\"behavior\": \"([A-Z -]+)\",\\s*\"behaviorClose\": \"([A-Z -]+)\"");

    /** A window below 15 bits, which we decline. */
    private static final Pattern SMALL_WINDOW = Pattern.compile("13\\.[35]\\..*");

    @Test
    void everyCasePasses() throws IOException, InterruptedException {
        try (TestServer server = EchoServerMain.start(0)) {
            fuzz("ws://127.0.0.1:" + server.port() + "/");
        }

        TreeMap<String, String> failures = new TreeMap<>();
        int cases = 0;
        Matcher results = RESULT.matcher(Files.readString(REPORT.resolve("index.json")));
        while (results.find()) {
            cases++;
            boolean passed = isFine(results.group(1), results.group(2)) && isFine(results.group(1), results.group(3));
            if (!passed) {
                failures.put(results.group(1), results.group(2) + ", closing " + results.group(3));
            }
        }
        assertThat(failures).isEmpty();
        assertThat(cases).isEqualTo(WITHOUT.contains(NONE) ? CASES : CASES - WITHOUT.size());
    }

    private static boolean isFine(String id, String behavior) {
        return switch (behavior) {
            case "OK", "NON-STRICT", "INFORMATIONAL" -> true;
            case "UNIMPLEMENTED" -> SMALL_WINDOW.matcher(id).matches();
            default -> false;
        };
    }

    private static void fuzz(String url) throws IOException, InterruptedException {
        Path script = Path.of("src", "test", "resources", "autobahn", "fuzz.py");
        Path log = FOLDER.resolve("log.txt");
        assertThat(FOLDER.resolve("jython-standalone.jar"))
                .as("the build copies it there")
                .exists();
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dpython.cachedir.skip=true",
                        "-jar",
                        FOLDER.resolve("jython-standalone.jar").toString(),
                        "-B",
                        script.toString(),
                        FOLDER.resolve("autobahntestsuite-maven-plugin.jar").toString(),
                        REPORT + File.separator,
                        url,
                        System.getProperty("autobahn.messages", "20"),
                        String.join(",", WITHOUT)))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(MINUTES_MAX, TimeUnit.MINUTES))
                    .as("ended in time; see " + log)
                    .isTrue();
            assertThat(process.exitValue()).as("ended well; see " + log).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}

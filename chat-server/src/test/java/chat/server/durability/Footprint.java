package chat.server.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a server takes of its machine, after a collection. Bytes but for the last ones.
 *
 * @param heap live
 * @param resident of the whole process
 * @param buffers of the network, beside the heap
 * @param files open ones, sockets among them
 */
record Footprint(long heap, long resident, long buffers, long files, long sockets, long threads) {
    /** Asks a server that runs. */
    static Footprint of(ServerProcess server) {
        try {
            collect(server.pid());
            String metrics = metrics(server.port());
            return new Footprint(
                    sum(metrics, "jvm_memory_used_bytes{area=\"heap\""),
                    resident(server.pid()),
                    sum(metrics, "chat_buffer_bytes"),
                    files(server.pid(), ""),
                    files(server.pid(), "socket:"),
                    sum(metrics, "jvm_threads_live_threads"));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** How full one thing is, or the sum over its labels. */
    static long level(ServerProcess server, String name) {
        try {
            return sum(metrics(server.port()), name);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void collect(long pid) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process collecting = new ProcessBuilder(jcmd, Long.toString(pid), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectErrorStream(true)
                .start();
        assertThat(collecting.waitFor()).as("jcmd GC.run").isZero();
    }

    private static String metrics(int port) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + "/metrics");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    private static long sum(String metrics, String name) {
        return (long) metrics.lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static long resident(long pid) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            String line =
                    lines.filter(it -> it.startsWith("VmRSS:")).findFirst().orElseThrow();
            return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
        }
    }

    /** Those that are open and begin like this; one that is closed meanwhile is none. */
    private static long files(long pid, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return files.filter(file -> target(file).startsWith(prefix)).count();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closed) {
            return "";
        }
    }
}

package chat.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** bin/compare with the servers that are built. */
class CompareIT {
    private static final Path SCRIPT = Path.of("..", "bin", "compare");
    private static final Path PEERS = Path.of("peers");

    @TempDir
    private Path out;

    private Script.Outcome compare(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(SCRIPT.toString(), "--no-build", "--out", out.toString()));
        all.addAll(List.of(arguments));
        return Script.run(Map.of(), all);
    }

    /** Names of servers and what they are called in the table; others than ours and Netty's only where they are built. */
    private static Map<String, String> servers() {
        Map<String, String> servers = new LinkedHashMap<>();
        servers.put("plain-memory", "chat-server, plain, memory");
        servers.put("netty", "Netty relay");
        if (Files.isDirectory(PEERS.resolve("ws/node_modules/ws"))) {
            servers.put("ws", "ws");
        }
        if (Files.isDirectory(PEERS.resolve("vertx/target/lib"))) {
            servers.put("vertx", "Vert.x");
        }
        return servers;
    }

    @Test
    void setsServersSideBySide() throws Exception {
        Script.Outcome outcome =
                compare("--quick", "--servers", String.join(",", servers().keySet()), "one-in-flight");

        assertThat(outcome.status()).as(outcome.toString()).isZero();
        List<String> rows = outcome.output().stream().skip(2).toList();
        assertThat(rows).hasSameSizeAs(servers().values());
        for (String name : servers().values()) {
            // No remark: everything came, once and in order.
            assertThat(rows).as(outcome.toString()).anyMatch(row -> row.startsWith("| one-in-flight | " + name + " |"));
        }
        assertThat(rows.toString()).doesNotContain("lost", "twice", "order", "closed", "refused");
        assertThat(out.resolve("index.html")).content().contains("<h2>one-in-flight</h2>");
        try (Stream<Path> left = Files.list(out)) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("store.")))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--rounds 0",
                "--rounds x",
                "--seconds",
                "--rate 1.5",
                "--loops 65",
                "--servers json-sqlite,apache",
                "--nonsense",
                "nonsense"
            })
    void wrongOptionsAreRefusedInOneLine(String arguments) throws Exception {
        Script.Outcome outcome = compare(arguments.split(" "));

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.errors())
                .singleElement()
                .asString()
                .startsWith("bin/compare: ")
                .contains("expected: ");
    }

    @Test
    void helpNamesAllLoadsAndServers() throws Exception {
        Script.Outcome outcome = compare("--help");

        assertThat(outcome.status()).isZero();
        assertThat(String.join("\n", outcome.output()))
                .contains("one-in-flight", "15000-connections", "1000-rooms", "half-load", "json-sqlite", "vertx");
    }
}

package chat.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is to go is gone: from what clients are told, and from every byte of the data directory. */
class ErasureIT {
    private static final int CHATTER = 40;

    /** The user's name, words of texts that were posted, edited and deleted, of a topic, and one as the index has it. */
    private static final List<String> TRACES =
            List.of("Zuleika", "Xilofone", "quartzoso", "jabuticabeira", "wolframio", "Wolfrâmio");

    /** What the user's client called its drafts: retention leaves it for two days, so that nothing comes twice. */
    private static final String DRAFTS = "zk-draft";

    @TempDir
    private Path dataDir;

    private String id = "";

    @BeforeEach
    void fill() throws IOException {
        try (TestServer server = start();
                JsonClient user = JsonClient.connect(server.ws());
                JsonClient other = JsonClient.in(server.ws(), "lobby", "Outro")) {
            id = user.hello("Zuleika").at("/user/id").asString();
            user.join("lobby");
            user.send("lobby", "zk-draft-1", "Xilofone Wolfrâmio");
            user.send("lobby", "zk-draft-2", "quartzoso");
            change(user, "edit", "zk-draft-3", "'target':2,'text':'jabuticabeira'");
            change(user, "setTopic", "zk-draft-4", "'topic':'Xilofone'");
            change(user, "react", "zk-draft-5", "'target':1,'emoji':'👍'");
            for (int i = 1; i <= CHATTER; i++) {
                other.send("lobby", "o" + i, "conversa " + i);
            }
            change(other, "react", "o", "'target':1,'emoji':'👍'");
            change(other, "setTopic", "p", "'topic':'outro'");
            assertThat(traces()).as("found while they are there").containsExactlyElementsOf(TRACES);
        }
        assertThat(traces()).as("after a stop too").containsExactlyElementsOf(TRACES);
        assertThat(onDisk(List.of(DRAFTS))).isNotEmpty();
    }

    private static void change(JsonClient client, String type, String cid, String rest) {
        client.say("{'type':'" + type + "','room':'lobby','cid':'" + cid + "'," + rest + "}");
        client.next("ack");
    }

    private TestServer start() {
        return TestServer.start(
                config -> config.withDataDir(dataDir).withSessions(sessions -> sessions.withRateLimit(false)));
    }

    private List<String> traces() throws IOException {
        return onDisk(TRACES);
    }

    /** Which of these there are in any file. */
    private List<String> onDisk(List<String> wanted) throws IOException {
        StringBuilder bytes = new StringBuilder();
        try (Stream<Path> files = Files.walk(dataDir)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                // One character for each byte.
                bytes.append(Files.readString(file, ISO_8859_1)).append('\n');
            }
        }
        return wanted.stream()
                .filter(trace -> bytes.indexOf(new String(trace.getBytes(UTF_8), ISO_8859_1)) >= 0)
                .toList();
    }

    @Test
    void erasedUserIsNowhereWhileTheServerRuns() throws IOException {
        try (TestServer server = start();
                JsonClient other = JsonClient.in(server.ws(), "lobby", "Cid")) {
            assertThat(history(other, 0).toString()).contains("Zuleika", "Xilofone", "jabuticabeira");

            assertThat(run("erase-user", id).well()).containsExactly("user " + id + " erased from 5 events");

            assertThat(traces()).isEmpty();
            assertThat(onDisk(List.of(DRAFTS))).isEmpty();
            JsonNode events = history(other, 0);
            assertThat(events.toString()).doesNotContain("Zuleika", "Xilofone", "jabuticabeira", id);
            assertThat(events.get(0).get("deleted").asBoolean()).isTrue();
            assertThat(events).hasSize(CHATTER + 7);
            other.say("{'type':'search','query':'xilofone'}");
            assertThat(other.next("found").get("hits")).isEmpty();
            assertThat(run("verify").well()).containsExactly("all is well");
            assertThat(run("erase-user", id).failed()).startsWith("user: " + id + " (expected: ");
        }
        assertThat(traces()).isEmpty();
    }

    @Test
    void erasedUserIsNowhereWithoutAServer() throws IOException {
        assertThat(run("erase-user", id).well()).containsExactly("user " + id + " erased from 5 events");

        assertThat(traces()).isEmpty();
        assertThat(run("verify").well()).containsExactly("all is well");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsNoLongerKeptIsNowhere(boolean running) throws IOException {
        String told = "room lobby keeps the newest 12 events; " + (CHATTER + 7 - 12) + " events dropped";
        if (running) {
            try (TestServer server = start()) {
                assertThat(run("retention", "--room=lobby", "--events=12").well())
                        .containsExactly(told);
                assertThat(traces()).isEmpty();
            }
        } else {
            assertThat(run("retention", "--room=lobby", "--events=12").well()).containsExactly(told);
        }
        assertThat(traces()).isEmpty();
        assertThat(run("verify").well()).containsExactly("all is well");
    }

    @Test
    void roomThatIsInUseForgetsWhatWasDropped() {
        long head = CHATTER + 7;
        try (TestServer server = start();
                JsonClient cid = JsonClient.in(server.ws(), "lobby", "Cid")) {
            // In the memory of the room.
            cid.send("lobby", "c1", "mais");
            run("retention", "--room=lobby", "--events=1").well();

            assertThat(history(cid, 0))
                    .singleElement()
                    .satisfies(event -> assertThat(event.get("seq").asLong()).isEqualTo(head + 1));
            try (JsonClient behind = JsonClient.connect(server.ws())) {
                behind.hello("Dora");
                behind.say("{'type':'join','room':'lobby','after':" + (head - 5) + "}");
                assertThat(behind.next("reset").get("events")).hasSize(1);
            }
            assertThat(cid.send("lobby", "c2", "e mais").get("seq").asLong()).isEqualTo(head + 2);
        }
    }

    @Test
    void ruleForAllRoomsIsAppliedByTheServer() {
        try (TestServer server = TestServer.start(
                        config -> config.withDataDir(dataDir).withRetention(retention -> retention.withEvents(7)));
                JsonClient cid = JsonClient.in(server.ws(), "lobby", "Cid")) {
            Awaitility.await().until(() -> history(cid, 0).size() == 7);
            Awaitility.await().until(() -> traces().isEmpty());
        }
        run("retention", "--room=lobby", "--off").well();
        try (TestServer server = start();
                JsonClient cid = JsonClient.in(server.ws(), "lobby", "Cid")) {
            assertThat(history(cid, 0)).hasSize(7);
        }
        assertThat(run("retention", "--room=nowhere", "--off").failed())
                .isEqualTo("room: nowhere (expected: a room with messages)");
    }

    private static JsonNode history(JsonClient client, long after) {
        client.say("{'type':'history','room':'lobby','after':" + after + ",'limit':300}");
        return client.next("history").get("events");
    }

    private Console.Outcome run(String... arguments) {
        return Console.of(dataDir).run(arguments);
    }
}

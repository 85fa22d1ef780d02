package chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * A {@code chat.v1} client that says what nobody should, to a server whose log is watched. Whatever it puts into its
 * messages should hold {@link #CANARY}, which must turn up nowhere.
 */
final class Attacker implements AutoCloseable {
    static final String CANARY = "kanarienvogel";

    private static final int PROBE_ID = 7_001;

    private final LogRecorder log = LogRecorder.record();
    private final TestServer server = TestServer.start();
    private final JsonClient client = new JsonClient(SocketClient.json(server));

    /** Says hello and joins the lobby; without it the server does not know yet who attacks. */
    Attacker greeted() {
        client.hello("Mallory");
        client.join("lobby");
        client.next("live");
        return this;
    }

    /**
     * Sends a message that must be answered by one error, and nothing else; and after that the connection must be as good
     * as before.
     */
    JsonNode refusal(String message) {
        client.sayExactly(message);
        JsonNode error = client.any();
        assertThat(error.path("type").asString()).isEqualTo("error");
        assertThat(error.toString().toLowerCase(Locale.ROOT)).doesNotContain(CANARY);
        assertStillAnswered();
        return error;
    }

    /** Sends a message that is strange, but all right; returns its answer. */
    JsonNode answer(String message) {
        client.sayExactly(message);
        JsonNode answer = client.any();
        assertStillAnswered();
        return answer;
    }

    private void assertStillAnswered() {
        client.say("{'type':'leave','room':'%s','id':%d}".formatted("elsewhere", PROBE_ID));
        JsonNode next = client.any();
        boolean greeted = !next.path("code").asString("").equals("helloFirst");
        assertThat(next.path("type").asString()).isEqualTo(greeted ? "left" : "error");
        assertThat(next.path("id").asInt()).isEqualTo(PROBE_ID);
    }

    /** Nothing of what was said is in the log, and none of it was worth more than a debug line. */
    void assertLogIsQuiet() {
        List<String> lines = log.lines();
        assertThat(lines)
                .as("the recorder hears them")
                .anyMatch(line -> line.startsWith("DEBUG chat.server.session.JsonSession "));
        assertThat(lines).noneMatch(line -> line.toLowerCase(Locale.ROOT).contains(CANARY));
        assertThat(lines)
                .filteredOn(line -> !line.startsWith("DEBUG "))
                .allMatch(line -> line.startsWith("INFO chat.access "));
    }

    @Override
    public void close() {
        client.close();
        server.close();
        log.close();
    }
}

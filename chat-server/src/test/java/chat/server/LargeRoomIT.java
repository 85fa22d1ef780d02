package chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.ProtocolLimits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A room of 150: who is there costs each of them no more than in a room of 100. */
class LargeRoomIT {
    private static final int NAMED_MAX = ProtocolLimits.MEMBERS_IN_JOINED;
    private static final int CROWD = 150;

    private final TestServer server = TestServer.start(config ->
            config.withSessions(sessions -> sessions.withLeftGraceMillis(1).withRateLimit(false)));
    private final List<JsonClient> crowd = new ArrayList<>();

    @AfterEach
    void close() {
        crowd.forEach(JsonClient::close);
        server.close();
    }

    private JsonClient enter(String name) {
        JsonClient client = new JsonClient(SocketClient.json(server));
        client.hello(name);
        client.join("lobby");
        client.next("live");
        return client;
    }

    /** Until so many are in the room, Ana included. */
    private void fill(int count) {
        while (crowd.size() < count - 1) {
            int number = crowd.size();
            crowd.add(enter("Guest " + (char) ('a' + number / 26) + (char) ('a' + number % 26)));
        }
    }

    private void thin(int count) {
        while (crowd.size() > count - 1) {
            crowd.remove(crowd.size() - 1).close();
        }
    }

    @Test
    void comersAndGoersAreCountedAndNotNamed() {
        JsonClient ana = enter("Ana");
        fill(NAMED_MAX);
        for (int count = 2; count <= NAMED_MAX; count++) {
            JsonNode entered = ana.any();
            assertThat(entered.path("type").asString()).isEqualTo("entered");
            assertThat(entered.path("count").asInt()).isEqualTo(count);
        }

        fill(CROWD);
        assertCounted(ana, CROWD);
        thin(NAMED_MAX + 1);
        assertCounted(ana, NAMED_MAX + 1);
        crowd.get(0).say("{'type':'typing','room':'lobby'}").send("lobby", "c1", "olá");
        assertThat(ana.any().path("type").asString())
                .as("typing is not passed on")
                .isEqualTo("posted");

        thin(NAMED_MAX);
        JsonNode left = ana.next(message -> !message.path("type").asString().equals("presence"));
        assertThat(left.path("type").asString()).isEqualTo("left");
        assertThat(left.path("count").asInt()).isEqualTo(NAMED_MAX);
        JsonNode members = ana.next(message -> !message.path("type").asString().equals("presence"));
        assertThat(members.path("type").asString()).isEqualTo("members");
        assertThat(members.path("members")).hasSize(NAMED_MAX);
        ana.close();
    }

    /** Until the count is right nothing comes but counts. */
    private static void assertCounted(JsonClient client, int count) {
        JsonNode message;
        do {
            message = client.any();
            assertThat(message.path("type").asString()).isEqualTo("presence");
        } while (message.path("count").asInt() != count);
    }

    @Test
    void whoJoinsIsToldOfAHundredAndAsksForTheRest() {
        fill(CROWD);
        JsonClient bia = new JsonClient(SocketClient.json(server));
        bia.hello("Bia");
        JsonNode joined = bia.join("lobby");
        assertThat(joined.path("count").asInt()).isEqualTo(CROWD);
        assertThat(joined.path("members")).hasSize(NAMED_MAX);

        List<String> ids = new ArrayList<>();
        String after = "";
        boolean more = true;
        while (more) {
            bia.say("{'type':'members','room':'lobby','limit':40%s}".formatted(after));
            JsonNode page = bia.next("members");
            assertThat(page.path("count").asInt()).isEqualTo(CROWD);
            page.path("members").forEach(user -> ids.add(user.path("id").asString()));
            after = ",'after':'" + ids.get(ids.size() - 1) + "'";
            more = page.path("more").asBoolean();
        }
        assertThat(ids).hasSize(CROWD).doesNotHaveDuplicates().isSorted();
        bia.close();
    }
}

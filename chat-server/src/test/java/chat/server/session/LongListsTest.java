package chat.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.CloseCode;
import chat.server.room.TestConfig;
import io.netty.util.test.LeakPresenceExtension;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Lists of what people write themselves, as long as they can make them. No answer may be more than a channel takes. */
@ExtendWith(LeakPresenceExtension.class)
class LongListsTest {
    /** With another answer under way it still fits what a client may have unwritten. */
    private static final int ANSWER_BYTES_MAX = 500 * 1024;

    private final TestSessions sessions =
            new TestSessions(new TestConfig().rateLimit(false).roomsMax(300).commandsUnansweredMax(64));
    private final TestClient ana = sessions.named("Ana", 0);

    @AfterEach
    void close() {
        sessions.close();
    }

    /** What a client is told in pages, by a field of the entries. */
    private List<String> all(String question, String list, String field, String after) {
        List<String> all = new ArrayList<>();
        JsonNode page = ana.say("{" + question + "}").answer();
        while (true) {
            assertThat(page.toString().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(ANSWER_BYTES_MAX);
            JsonNode entries = page.get(list);
            entries.valueStream().forEach(entry -> all.add(entry.at(field).asString()));
            if (!page.get("more").asBoolean()) {
                return all;
            }
            String last = entries.get(entries.size() - 1).at(field).asString();
            page = ana.say("{" + question + ",'after':" + after.formatted(last) + "}")
                    .answer();
        }
    }

    @Test
    void roomsOfAllSizesAreListed() {
        List<String> made = new ArrayList<>(List.of("lobby"));
        for (int i = 100; i < 299; i++) {
            ana.say("{'type':'createRoom','room':'room-" + i + "','description':'" + "😀".repeat(1_000) + "'}");
            made.add("room-" + i);
        }
        ana.news();

        assertThat(all("'type':'rooms','limit':200", "rooms", "/room", "'%s'")).isEqualTo(made);
    }

    @Test
    void reportsOfTheLongestMessagesAreListed() {
        ana.say("{'type':'createRoom','room':'jazz'}").say("{'type':'join','room':'jazz'}");
        List<String> reports = new ArrayList<>();
        for (int i = 1; i <= 90; i++) {
            ana.say("{'type':'send','room':'jazz','cid':'c" + i + "','text':'" + "😀".repeat(8_000) + "'}");
            long seq = ana.last("ack").get("seq").asLong();
            ana.say("{'type':'report','room':'jazz','target':" + seq + ",'reason':'" + "é".repeat(500) + "'}");
            reports.add(String.valueOf(i));
        }
        ana.news();

        assertThat(all("'type':'reports','room':'jazz'", "entries", "/report", "%s"))
                .isEqualTo(reports);
    }

    @Test
    void restrictionsWithTheLongestReasonsAreListed() {
        ana.say("{'type':'createRoom','room':'jazz'}");
        List<String> muted = new ArrayList<>();
        for (int i = 0; i < 199; i++) {
            TestClient other = sessions.json(1).say("{'type':'hello','name':'User-" + i + "'}");
            String id = other.last("welcome").get("user").get("id").asString();
            ana.say("{'type':'restrict','kind':'mute','on':true,'room':'jazz','user':'" + id + "','reason':'"
                    + "😀".repeat(500) + "'}");
            muted.add(id);
        }
        ana.news();

        assertThat(all("'type':'restrictions','room':'jazz'", "entries", "/user/id", "'%s'"))
                .containsExactlyElementsOf(muted.stream().sorted().toList());
        assertThat(ana.closes()).doesNotContain(CloseCode.SLOW_READER);
    }
}

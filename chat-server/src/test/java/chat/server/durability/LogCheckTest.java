package chat.server.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The judge of the crash tests is judged: what is sound passes, and every kind of loss is seen. */
class LogCheckTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ANA = "'from':{'id':'ana','name':'Ana'},'room':'sala'";
    private static final String BIA = "'from':{'id':'bia','name':'Bia'},'room':'sala'";

    /** As the log is told in the end: in its present state. */
    private static final List<String> LOG = List.of(
            "{'type':'posted','seq':1,'at':10," + ANA + ",'cid':'a1','text':'novo','editedSeq':3,'replies':1,"
                    + "'lastReply':2,'reactions':[{'emoji':'👍','count':1,'users':['bia']}]}",
            "{'type':'posted','seq':2,'at':11," + BIA + ",'cid':'b1','text':'','replyTo':1,'deleted':true}",
            "{'type':'edited','seq':3,'at':12," + ANA + ",'cid':'a2','target':1,'text':'novo'}",
            "{'type':'reacted','seq':4,'at':13," + BIA + ",'cid':'b2','target':1,'emoji':'👍','on':true,'count':1}",
            "{'type':'deleted','seq':5,'at':14," + BIA + ",'cid':'b3','target':2}",
            "{'type':'topicChanged','seq':6,'at':15," + BIA + ",'cid':'b4','topic':'aves'}");

    private record Saw(
            String user,
            Map<String, RoomView> views,
            Map<String, Said> said,
            Map<String, Ack> acked,
            Map<String, Said> refused)
            implements Witness {}

    private final Saw ana = saw(
            "ana",
            new Said("a1", "sala", Said.SEND, 0, "velho", false),
            new Said("a2", "sala", Said.EDIT, 1, "novo", false));
    private final Saw bia = saw(
            "bia",
            new Said("b1", "sala", Said.SEND, 1, "resposta", false),
            new Said("b2", "sala", Said.REACT, 1, "👍", true),
            new Said("b3", "sala", Said.DELETE, 2, "", false),
            new Said("b4", "sala", Said.SET_TOPIC, 0, "aves", false));

    private static Saw saw(String user, Said... all) {
        Map<String, Said> said = new HashMap<>();
        for (Said one : all) {
            said.put(one.cid(), one);
        }
        return new Saw(user, new HashMap<>(), said, new HashMap<>(), new HashMap<>());
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text.replace('\'', '"'));
    }

    /** Both have read the log as it is first, then it is checked as it is told now. */
    private void check(List<String> read, List<String> told) {
        for (Saw one : List.of(ana, bia)) {
            RoomView view = new RoomView();
            read.forEach(event -> view.take(json(event)));
            one.views.put("sala", view);
        }
        LogCheck.requireSound(
                List.of(ana, bia),
                Map.of("sala", told.stream().map(LogCheckTest::json).toList()));
    }

    @Test
    void soundLogPasses() {
        ana.acked.put("a1", new Witness.Ack(1, 10));
        bia.acked.put("b3", new Witness.Ack(5, 14));
        bia.refused.put("b9", new Said("b9", "sala", Said.EDIT, 2, "tarde demais", false));

        assertThatCode(() -> check(LOG, LOG)).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "event {0}: {1} becomes {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1|'seq':1|'seq':2",
                "1|'text':'novo'|'text':'velho'",
                "1|'replies':1|'replies':2",
                "1|'count':1|'count':2",
                "1|'users':['bia']|'users':['ana']",
                "1|'cid':'a1'|'cid':'a3'",
                "2|'text':''|'text':'resposta'",
                "2|'at':11|'at':12",
                "3|'text':'novo'|'text':'outro'",
                "3|'id':'ana'|'id':'bia'",
                "4|'count':1|'count':2",
                "4|'target':1|'target':2",
                "5|'target':2|'target':1",
                "6|'cid':'b4'|'cid':'b2'",
                "6|'topic':'aves'|'topic':'flores'",
            })
    void everythingThatIsOtherwiseIsSeen(int seq, String what, String becomes) {
        List<String> told = new ArrayList<>(LOG);
        told.set(seq - 1, LOG.get(seq - 1).replace(what, becomes));

        assertThat(told).isNotEqualTo(LOG);
        assertThatThrownBy(() -> check(LOG, told)).isInstanceOf(AssertionError.class);
    }

    @Test
    void lostEventThatSomebodyReadIsSeen() {
        assertThatThrownBy(() -> check(LOG, LOG.subList(0, 5))).isInstanceOf(AssertionError.class);
    }

    @Test
    void eventThatSomebodyDoesNotHaveIsSeen() {
        assertThatThrownBy(() -> check(LOG.subList(0, 5), LOG)).isInstanceOf(AssertionError.class);
    }

    @Test
    void promiseThatIsNotKeptIsSeen() {
        for (Witness.Ack ack : List.of(new Witness.Ack(2, 10), new Witness.Ack(1, 11), new Witness.Ack(7, 10))) {
            ana.acked.put("a1", ack);

            assertThatThrownBy(() -> check(LOG, LOG)).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void whatWasRefusedAndIsThereIsSeen() {
        bia.refused.put("b2", bia.said.get("b2"));

        assertThatThrownBy(() -> check(LOG, LOG)).isInstanceOf(AssertionError.class);
    }

    @Test
    void refusalWithoutAReasonIsSeen() {
        bia.refused.put("b9", new Said("b9", "sala", Said.REACT, 1, "👍", true));

        assertThatThrownBy(() -> check(LOG, LOG)).isInstanceOf(AssertionError.class);
    }

    @Test
    void whatNobodySaidIsSeen() {
        bia.said.remove("b4");

        assertThatThrownBy(() -> check(LOG, LOG)).isInstanceOf(AssertionError.class);
    }
}

package chat.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.ProtocolLimits;
import chat.server.store.AuditEntry;
import io.netty.util.test.LeakPresenceExtension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is done by a power over others leaves an entry, and what is not done leaves none. */
@ExtendWith(LeakPresenceExtension.class)
class TrailTest {
    private final TestSessions sessions = new TestSessions();
    private final TestClient ana = sessions.named("Ana", 1);
    private final TestClient bia = sessions.named("Bia", 0);
    private String room = "";
    private int before;

    @BeforeEach
    void make() {
        ana.say("{'type':'createRoom','visibility':'private','cid':'make'}");
        room = ana.last("roomCreated").get("room").asString();
        ana.say(said("'type':'join'")).say(said("'type':'invite','cid':'invite','user':'BIA'"));
        bia.say(said("'type':'join'")).say(said("'type':'send','cid':'b','text':'segredo'"));
        before = trail().size();
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    private String said(String what) {
        return "{" + what.replace("BIA", idOf(bia)) + ",'room':'" + room + "'}";
    }

    private static String idOf(TestClient client) {
        return client.last("welcome").get("user").get("id").asString();
    }

    /** Oldest first. */
    private List<AuditEntry> trail() {
        List<AuditEntry> entries = new ArrayList<>();
        sessions.store
                .moderation()
                .audit(Long.MAX_VALUE, ProtocolLimits.LIST_PAGE_MAX)
                .toCompletableFuture()
                .join()
                .forEach(stored -> entries.add(0, stored.entry()));
        return entries;
    }

    @Test
    void inviteLeavesAnEntry() {
        assertThat(trail()).last().satisfies(entry -> {
            assertThat(entry.act()).isEqualTo("invite");
            assertThat(entry.detail()).isEqualTo("role=member");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'type':'delete','cid':'a','target':3                              | deleteMessage | false | seq=3",
                "'type':'setRole','cid':'a','user':'BIA','role':'moderator'        | setRole | true | role=moderator",
                "'type':'setRoom','cid':'a','archived':true                        | setRoom | false | seq=4",
                "'type':'removeMember','cid':'a','user':'BIA'                      | removeMember | true | \"\"",
                "'type':'kick','user':'BIA'                                        | removeMember | true | \"\"",
                "'type':'restrict','user':'BIA','kind':'mute','on':true            | mute | true | \"\"",
                "'type':'restrict','user':'BIA','kind':'mute','on':true,'seconds':1 | mute | true | until=2000",
                "'type':'deleteRoom'                                               | deleteRoom | false | \"\""
            })
    void whatIsDoneByAPowerLeavesAnEntry(String said, String act, boolean toSomebody, String detail) {
        ana.say(said(said));

        List<AuditEntry> trail = trail();
        assertThat(trail).hasSize(before + 1).last().satisfies(entry -> {
            assertThat(entry.act()).isEqualTo(act);
            assertThat(entry.by().orElseThrow().value()).isEqualTo(idOf(ana));
            assertThat(entry.room().orElseThrow().value()).isEqualTo(room);
            assertThat(entry.user().isPresent()).isEqualTo(toSomebody);
            assertThat(entry.detail()).isEqualTo(detail);
            assertThat(entry.at()).isEqualTo(1_000);
        });
    }

    @Test
    void banAndItsEndLeaveEntries() {
        ana.say(said("'type':'restrict','user':'BIA','kind':'ban','on':true"));
        ana.say(said("'type':'restrict','user':'BIA','kind':'ban','on':false"));

        assertThat(trail().subList(before, trail().size()).stream().map(AuditEntry::act))
                .containsExactly("ban", "removeMember", "banEnd");
    }

    @Test
    void reportAndWhatCameOfItLeaveEntries() {
        bia.say(said("'type':'report','target':3,'reason':'feio'"));
        ana.say(said("'type':'reports'"));
        long report = ana.last("reports").get("entries").get(0).get("report").asLong();
        ana.say(said("'type':'resolveReport','outcome':'dismissed','report':" + report));

        assertThat(trail().subList(before, trail().size()))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.detail()).doesNotContain("feio"));
    }

    @Test
    void whatIsOnesOwnOrRefusedLeavesNone() {
        ana.say(said("'type':'send','cid':'m','text':'olá'"));
        bia.say(said("'type':'delete','cid':'d1','target':3"));
        bia.say(said("'type':'delete','cid':'d2','target':4"));
        bia.say(said("'type':'kick','user':'" + idOf(ana) + "'"));
        bia.say(said("'type':'setRoom','cid':'s','title':'Meu'"));
        bia.say(said("'type':'removeMember','cid':'r','user':'BIA'"));
        ana.say(said("'type':'removeMember','cid':'r','user':'BIA'"));

        assertThat(bia.news()).contains("error notAuthor", "error forbidden", "removed");
        assertThat(ana.news()).contains("error noSuchMember");
        assertThat(trail()).hasSize(before);
    }
}

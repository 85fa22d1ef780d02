package chat.server.session;

import static chat.server.session.Client.PlainStyle.ANNOUNCE;
import static chat.server.session.Client.PlainStyle.NAMED;
import static chat.server.session.Client.PlainStyle.NAMED_ECHO;
import static chat.server.session.Client.PlainStyle.RELAY;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.CloseCode;
import chat.protocol.ProtocolLimits;
import chat.protocol.RoomName;
import chat.server.room.StoreCall;
import chat.server.room.TestConfig;
import io.netty.util.test.LeakPresenceExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that type and read lines. */
@ExtendWith(LeakPresenceExtension.class)
class PlainSessionTest {
    private static final RoomName SLOW = new RoomName("slow");
    private static final String GONE = "Um cliente desconectou.";

    private final TestSessions sessions = new TestSessions(new TestConfig().roomsMax(2));

    @AfterEach
    void close() {
        sessions.close();
    }

    @Test
    void relayedClientReadsTheTextsOfOthersAndNothingElse() {
        TestClient one = sessions.plain(RELAY, "", 0);
        TestClient two = sessions.plain(RELAY, "", 1);
        TestClient three = sessions.plain(RELAY, "", 1);

        one.say("olá");
        two.say("oi").say("tudo bem?");
        three.with(Session::onClosed);

        assertThat(one.news()).containsExactly("oi", "tudo bem?");
        assertThat(two.news()).containsExactly("olá");
        assertThat(three.news()).containsExactly("olá", "oi", "tudo bem?");
    }

    @Test
    void announcedClientReadsItsOwnToo() {
        TestClient one = sessions.plain(ANNOUNCE, "", 0);
        TestClient two = sessions.plain(RELAY, "", 1);

        one.say("olá");
        two.say("oi");

        assertThat(one.news()).containsExactly("Mensagem recebida: olá", "Mensagem recebida: oi");
        assertThat(two.news()).containsExactly("olá");
    }

    @Test
    void announcedClientIsToldOfEveryConnectionThatEnds() {
        TestClient one = sessions.plain(ANNOUNCE, "", 0);
        TestClient plain = sessions.plain(RELAY, "", 1);
        TestClient page = sessions.inLobby("Ana", 0);

        plain.with(Session::onClosed);
        assertThat(one.news()).containsExactly(GONE);
        page.with(Session::onClosed);
        assertThat(one.news()).containsExactly(GONE);
    }

    @Test
    void namedClientReadsWhoSaysWhatAndWhoComesAndGoes() {
        TestClient ana = sessions.plain(NAMED, "Ana", 0);
        TestClient bia = sessions.plain(NAMED, "Bia", 1);
        sessions.plain(RELAY, "", 1).say("sem nome").with(Session::onClosed);

        ana.say("olá");
        bia.say("oi").with(Session::onClosed);

        assertThat(ana.news())
                .hasSize(5)
                .startsWith("* você entrou em lobby como Ana; presentes: mais ninguém", "* Bia entrou")
                .endsWith("Bia: oi", "* Bia saiu");
        assertThat(ana.connection.outlet.sent().get(2)).matches("visitante-[0-9a-f]{4}: sem nome");
        assertThat(bia.news())
                .hasSize(3)
                .startsWith("* você entrou em lobby como Bia; presentes: Ana")
                .endsWith("Ana: olá");
    }

    @Test
    void clientNamedByItsPathReadsItsOwnToo() {
        TestClient ana = sessions.plain(NAMED_ECHO, "Ana", 1);

        ana.say("olá");

        assertThat(ana.news()).containsExactly("* você entrou em lobby como Ana; presentes: mais ninguém", "Ana: olá");
    }

    @Test
    void takenNameGetsANumber() {
        sessions.inLobby("Ana", 0);

        TestClient second = sessions.plain(NAMED, "ana", 0);
        TestClient third = sessions.plain(NAMED, "Ana", 1);

        assertThat(second.news())
                .containsExactly("* você entrou em lobby como ana-2; presentes: Ana", "* Ana-3 entrou");
        assertThat(third.news()).containsExactly("* você entrou em lobby como Ana-3; presentes: Ana, ana-2");
    }

    @Test
    void pagesSeeTheNameThatWasMadeUp() {
        TestClient page = sessions.inLobby("Ana", 0);

        TestClient plain = sessions.plain(RELAY, "", 1);
        plain.say("olá");

        List<String> news = page.news();
        assertThat(news.get(0)).matches("entered visitante-[0-9a-f]{4} 2");
        assertThat(news.get(1)).isEqualTo("posted 1");
        assertThat(page.last("posted").get("from").get("name").asString()).matches("visitante-[0-9a-f]{4}");
    }

    @Test
    void plainClientLeavesWithoutAGracePeriod() {
        TestClient page = sessions.inLobby("Ana", 0);
        TestClient plain = sessions.plain(NAMED, "Bia", 1);
        page.news();

        plain.with(Session::onClosed);

        assertThat(page.news()).containsExactly("left Bia 1");
        assertThat(sessions.plain(NAMED, "Bia", 1).news())
                .containsExactly("* você entrou em lobby como Bia; presentes: Ana");
    }

    @Test
    void pagesAndPlainClientsShareTheirRooms() {
        TestClient page = sessions.inLobby("Ana", 0);
        TestClient plain = sessions.plain(RELAY, "", 1);
        page.news();

        page.say("{'type':'send','room':'lobby','cid':'c1','text':'from the page'}");
        plain.say("from the line");

        assertThat(plain.news()).containsExactly("from the page");
        assertThat(page.last("posted").get("text").asString()).isEqualTo("from the line");
    }

    @Test
    void lineThatLooksLikeJsonIsPostedAsItIs() {
        TestClient one = sessions.plain(ANNOUNCE, "", 0);

        one.say("{'type':'rooms'}");

        assertThat(one.connection.outlet.sent()).containsExactly("Mensagem recebida: {\"type\":\"rooms\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"olá", "olá\n", "olá\r\n", "olá\r", "o\u0007l\u001bá\n", "\u0000olá\u0085", "o\u009blá"})
    void oneLineEndAndAllControlsAreDropped(String typed) {
        TestClient reader = sessions.plain(RELAY, "", 0);

        sessions.plain(RELAY, "", 1).say(typed);

        assertThat(reader.news()).containsExactly("olá");
    }

    @Test
    void furtherLinesStay() {
        TestClient bare = sessions.plain(RELAY, "", 0);
        TestClient named = sessions.plain(NAMED, "Bia", 0);
        named.news();

        sessions.plain(NAMED, "Ana", 1).say("one\r\nBia: two\tthree\n\n");

        assertThat(bare.news()).containsExactly("one\nBia: two\tthree\n");
        assertThat(named.news()).containsExactly("* Ana entrou", "Ana: one\n    Bia: two\tthree\n    ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r", "\r\n", "\u0007", "\u001b\n"})
    void emptyLineIsIgnored(String typed) {
        TestClient writer = sessions.plain(ANNOUNCE, "", 0);

        writer.say(typed);

        assertThat(writer.news()).isEmpty();
        assertThat(writer.closes()).isEmpty();
        assertThat(sessions.room(RoomName.LOBBY).orElseThrow().summary().seq()).isZero();
    }

    @Test
    void longestLineIsPostedAndALongerOneEndsTheConnection() {
        TestClient reader = sessions.plain(RELAY, "", 0);
        TestClient writer = sessions.plain(RELAY, "", 1);

        writer.say("ç".repeat(ProtocolLimits.TEXT_CODE_POINTS_MAX) + "\r\n");
        assertThat(writer.closes()).isEmpty();
        writer.say("ç".repeat(ProtocolLimits.TEXT_CODE_POINTS_MAX + 1)).say("too late");

        assertThat(writer.closes()).containsExactly(CloseCode.TOO_BIG);
        assertThat(reader.news()).containsExactly("ç".repeat(ProtocolLimits.TEXT_CODE_POINTS_MAX));
    }

    @Test
    void binaryMessageEndsTheConnection() {
        TestClient client = sessions.plain(RELAY, "", 0).with(Session::onBinary).with(Session::onBinary);

        assertThat(client.closes()).containsExactly(CloseCode.UNSUPPORTED_DATA);
        assertThat(client.news()).isEmpty();
    }

    @Test
    void heartbeatIsNoLine() {
        assertThat(sessions.plain(NAMED_ECHO, "Ana", 0)
                        .with(Session::onHeartbeat)
                        .tick()
                        .news())
                .hasSize(1);
    }

    @Test
    void logIsReplayedToWhoeverAsks() {
        TestClient writer = sessions.plain(RELAY, "", 0);
        for (int i = 1; i <= 4; i++) {
            writer.say("text " + i);
        }

        TestClient reader = sessions.plain(RELAY, "", RoomName.LOBBY, OptionalLong.of(2), 1);
        writer.say("text 5");
        TestClient afresh = sessions.plain(RELAY, "", RoomName.LOBBY, OptionalLong.of(99), 1);

        assertThat(reader.news()).containsExactly("text 3", "text 4", "text 5");
        assertThat(afresh.news()).containsExactly("text 1", "text 2", "text 3", "text 4", "text 5");
    }

    @Test
    void roomIsMadeByItsFirstLine() {
        RoomName jazz = new RoomName("jazz");
        TestClient one = sessions.plain(NAMED, "Ana", jazz, OptionalLong.empty(), 0);
        assertThat(one.news()).containsExactly("* você entrou em jazz como Ana; presentes: mais ninguém");

        TestClient turnedAway = sessions.plain(NAMED, "Bia", new RoomName("rock"), OptionalLong.empty(), 0);

        assertThat(turnedAway.closes()).containsExactly(CloseCode.OVERLOAD);
        assertThat(turnedAway.news()).isEmpty();
        assertThat(sessions.plain(NAMED, "Bia", jazz, OptionalLong.empty(), 0).news())
                .containsExactly("* você entrou em jazz como Bia; presentes: Ana");
    }

    @Test
    void whoeverTypesTooFastIsReadMoreSlowlyAndLosesNothing() {
        TestClient reader = sessions.plain(RELAY, "", 0);
        TestClient writer = sessions.plain(RELAY, "", 1);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            lines.add("line " + i);
            writer.sayOnly("line " + i);
        }
        sessions.loops.run();
        assertThat(writer.connection.isPaused()).isTrue();
        assertThat(reader.news()).isEqualTo(lines.subList(0, 20));
        assertThat(writer.connection.unread())
                .as("but one, which waits for its token")
                .isEqualTo(9);

        sessions.pass(199, TimeUnit.MILLISECONDS);
        assertThat(reader.news()).isEmpty();
        sessions.pass(1, TimeUnit.MILLISECONDS);
        assertThat(reader.news()).containsExactly("line 20");
        sessions.pass(1, TimeUnit.SECONDS);
        assertThat(reader.news()).isEqualTo(lines.subList(21, 26));
        sessions.pass(10, TimeUnit.SECONDS);
        assertThat(reader.news()).isEqualTo(lines.subList(26, 30));
        assertThat(writer.connection.isPaused()).isFalse();
        assertThat(writer.closes()).isEmpty();
        assertThat(writer.news()).isEmpty();
    }

    @Test
    void lineThatWaitsForItsTokenIsDroppedWithItsConnection() {
        TestClient reader = sessions.plain(RELAY, "", 0);
        TestClient writer = sessions.plain(RELAY, "", 1);
        for (int i = 0; i < 25; i++) {
            writer.sayOnly("line " + i);
        }
        sessions.loops.run();
        writer.with(Session::onClosed);

        sessions.pass(1, TimeUnit.MINUTES);

        assertThat(reader.news()).hasSize(20);
    }

    @Test
    void linesWaitInOrderWhereARoomTakesItsTime() {
        sessions.named("Ana", 0)
                .say("{'type':'createRoom','room':'jazz'}")
                .say("{'type':'setRoom','room':'jazz','cid':'s','slowSeconds':2}");
        RoomName jazz = new RoomName("jazz");
        TestClient reader = sessions.plain(RELAY, "", jazz, OptionalLong.empty(), 1);
        TestClient writer = sessions.plain(RELAY, "", jazz, OptionalLong.empty(), 0);
        for (int i = 0; i < 4; i++) {
            writer.sayOnly("line " + i);
        }
        sessions.loops.run();
        writer.say("line 4");
        assertThat(reader.news()).containsExactly("line 0");
        assertThat(writer.connection.isPaused()).isTrue();
        assertThat(writer.connection.unread()).isEqualTo(1);

        sessions.pass(2_001, TimeUnit.MILLISECONDS);
        assertThat(reader.news()).containsExactly("line 1");
        assertThat(writer.connection.isPaused()).isTrue();
        sessions.pass(10, TimeUnit.SECONDS);

        assertThat(reader.news()).containsExactly("line 2", "line 3", "line 4");
        assertThat(writer.connection.isPaused()).isFalse();
    }

    @Test
    void nothingIsLeftOfAConnectionWhoseLinesWaited() {
        slowRoom(3_600);
        TestClient writer = sessions.plain(RELAY, "", SLOW, OptionalLong.empty(), 1);
        writer.say("one").say("two").say("three");
        assertThat(sessions.loops.hasTimers()).isTrue();

        writer.with(Session::onClosed);

        assertThat(sessions.loops.hasTimers()).isFalse();
    }

    private RoomName slowRoom(int seconds) {
        sessions.named("Dora", 0)
                .say("{'type':'createRoom','room':'slow'}")
                .say("{'type':'setRoom','room':'slow','cid':'s1','slowSeconds':" + seconds + "}")
                .with(Session::onClosed);
        sessions.pass(1, TimeUnit.MINUTES);
        return SLOW;
    }

    @Test
    void tooManyLinesInWorkStopTheReads() {
        TestSessions unlimited = new TestSessions(new TestConfig().rateLimit(false));
        TestClient reader = unlimited.plain(RELAY, "", 0);
        TestClient writer = unlimited.plain(RELAY, "", 1);
        unlimited.store.hold(StoreCall.APPEND);
        for (int i = 0; i < 70; i++) {
            writer.say("line " + i);
        }
        assertThat(writer.connection.isPaused()).isTrue();
        assertThat(writer.connection.unread()).isEqualTo(6);

        unlimited.store.holdNothing();
        unlimited.store.answerAll();
        unlimited.loops.run();

        assertThat(reader.news()).hasSize(70);
        assertThat(writer.connection.isPaused()).isFalse();
        unlimited.close();
    }

    @Test
    void whoseWordsCannotBeStoredIsSentAway() {
        TestClient writer = sessions.plain(RELAY, "", 1);
        sessions.store.hold(StoreCall.APPEND);
        writer.say("one").say("two");
        sessions.store.fail(0);
        sessions.store.fail(0);
        sessions.loops.run();

        assertThat(writer.closes()).containsExactly(CloseCode.OVERLOAD);
    }
}

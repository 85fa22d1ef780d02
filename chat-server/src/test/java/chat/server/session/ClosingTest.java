package chat.server.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.CloseCode;
import chat.server.room.TestConfig;
import io.netty.util.test.LeakPresenceExtension;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The one way out. That every connection closes once and hears nothing behind it is checked by {@link TestSessions}. */
@ExtendWith(LeakPresenceExtension.class)
class ClosingTest {
    private final TestSessions sessions = new TestSessions(new TestConfig().rateLimit(false));
    private final TestClient ana = sessions.inLobby("Ana", 0);
    private final TestClient bia = sessions.inLobby("Bia", 1);
    private final TestClient plain = sessions.plain(Client.PlainStyle.NAMED_ECHO, "Caio", 1);

    @AfterEach
    void close() {
        sessions.close();
    }

    private void forgetNews() {
        ana.news();
        bia.news();
        plain.news();
    }

    @ParameterizedTest
    @EnumSource(CloseCode.class)
    void sessionClosesOnceWhateverHappens(CloseCode code) {
        for (TestClient client : new TestClient[] {bia, plain, sessions.json(0)}) {
            client.with(session -> session.close(code))
                    .with(session -> session.close(CloseCode.RESTART))
                    .with(Session::onBinary)
                    .with(Session::onClosed)
                    .with(session -> session.close(CloseCode.NORMAL));

            assertThat(client.closes()).containsExactly(code);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = CloseCode.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NORMAL", "GOING_AWAY", "PROTOCOL_ERROR", "INVALID_TEXT", "UNSUPPORTED_DATA"})
    void pageIsToldWhyAndWhenToComeBack(CloseCode code) {
        forgetNews();

        JsonNode closing = bia.with(session -> session.close(code)).answer();

        assertThat(closing.get("type").asString()).isEqualTo("closing");
        assertThat(closing.get("code").asInt()).isEqualTo(code.code());
        assertThat(closing.get("reason").asString()).isEqualTo(code.sentence());
        if (code.comeBack() == CloseCode.Return.BACK_OFF) {
            assertThat(closing.get("retryAfterMillis").asInt()).isBetween(500, 3_000);
        } else {
            assertThat(closing.has("retryAfterMillis")).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = CloseCode.class,
            names = {"NORMAL", "GOING_AWAY", "PROTOCOL_ERROR", "INVALID_TEXT", "UNSUPPORTED_DATA"})
    void whoeverKnowsWhyOrSpeaksNoWebSocketIsNotTold(CloseCode code) {
        forgetNews();

        assertThat(bia.with(session -> session.close(code)).news()).isEmpty();
    }

    @Test
    void plainClientIsNotToldInJson() {
        forgetNews();

        plain.with(session -> session.close(CloseCode.RESTART));

        assertThat(plain.news()).isEmpty();
    }

    @Test
    void nothingIsHeardOrSaidAfterTheEnd() {
        bia.with(session -> session.close(CloseCode.RESTART));
        plain.with(session -> session.close(CloseCode.RESTART));
        forgetNews();

        for (TestClient client : new TestClient[] {bia, plain}) {
            client.with(session -> session.onText("{\"type\":\"rooms\"}".getBytes(UTF_8)))
                    .with(session -> session.onText("nonsense".getBytes(UTF_8)))
                    .with(Session::onHeartbeat)
                    .with(Session::onWritable)
                    .tick();
        }
        ana.say("{'type':'send','room':'lobby','cid':'c1','text':'text'}");

        assertThat(bia.news()).isEmpty();
        assertThat(plain.news()).isEmpty();
        assertThat(ana.news()).containsExactlyInAnyOrder("ack", "posted 1");
    }

    @Test
    void othersHearOfAClosedPageAfterTheGracePeriodAndOfAClosedLineAtOnce() {
        forgetNews();

        bia.with(session -> session.close(CloseCode.RESTART));
        plain.with(session -> session.close(CloseCode.RESTART));

        assertThat(ana.news()).containsExactly("left Caio 2");
        sessions.pass(5, TimeUnit.SECONDS);
        assertThat(ana.news()).containsExactly("left Bia 1");
    }

    @Test
    void whatTransportCountsIsNotCountedHere() {
        bia.say("{'type':'rooms'}");
        plain.say("olá");

        assertThat(sessions.metrics.messagesReceived.sum()).isZero();
        assertThat(sessions.metrics.webSocketsOpened.sum()).isZero();
    }

    @Test
    void lostConnectionNeedsNoCloseFrame() {
        bia.with(Session::onClosed);
        plain.with(Session::onClosed);

        assertThat(bia.closes()).isEmpty();
        assertThat(plain.closes()).isEmpty();
    }

    @Test
    void heartbeatOfAPageIsAPing() {
        forgetNews();

        assertThat(bia.with(Session::onHeartbeat).news()).containsExactly("ping");
    }

    @Test
    void whoeverReadsTooSlowlyForTooLongIsClosedAndMayResume() {
        for (TestClient slow : new TestClient[] {bia, plain}) {
            slow.connection.outlet.stall(true);
        }
        for (int i = 0; i < 30; i++) {
            ana.say("{'type':'send','room':'lobby','cid':'c" + i + "','text':'" + "x".repeat(7_000) + "'}");
        }
        sessions.pass(30, TimeUnit.SECONDS);
        assertThat(bia.tick().closes()).isEmpty();
        assertThat(plain.tick().closes()).isEmpty();
        assertThat(ana.tick().closes()).isEmpty();

        sessions.pass(1, TimeUnit.MILLISECONDS);
        bia.tick().tick();
        plain.tick().tick();

        assertThat(bia.closes()).containsExactly(CloseCode.SLOW_READER);
        assertThat(plain.closes()).containsExactly(CloseCode.SLOW_READER);
        assertThat(ana.tick().closes()).isEmpty();
        assertThat(sessions.metrics.closes.sum(CloseCode.SLOW_READER)).isEqualTo(2);
    }

    @Test
    void whoeverCatchesUpInTimeIsNotClosed() {
        bia.connection.outlet.stall(true);
        for (int i = 0; i < 30; i++) {
            ana.say("{'type':'send','room':'lobby','cid':'c" + i + "','text':'" + "x".repeat(7_000) + "'}");
        }
        sessions.pass(29, TimeUnit.SECONDS);

        bia.connection.outlet.stall(false);
        sessions.loops.run();
        sessions.pass(1, TimeUnit.HOURS);

        assertThat(bia.tick().closes()).isEmpty();
        assertThat(bia.news()).filteredOn(text -> text.startsWith("posted")).hasSize(30);
    }

    @Test
    void whoeverTheLogHasForgottenMustBeginAnew() {
        TestSessions few = new TestSessions(new TestConfig().rateLimit(false).roomEventsMax(5));
        TestClient writer = few.inLobby("Ana", 0);
        TestClient slow = few.inLobby("Bia", 1);
        TestClient slowLine = few.plain(Client.PlainStyle.RELAY, "", 1);
        slow.connection.outlet.stall(true);
        slowLine.connection.outlet.stall(true);
        for (int i = 0; i < 300; i++) {
            writer.say("{'type':'send','room':'lobby','cid':'c" + i + "','text':'" + "x".repeat(7_000) + "'}");
        }

        slow.connection.outlet.stall(false);
        slowLine.connection.outlet.stall(false);
        few.loops.run();

        assertThat(slow.closes()).containsExactly(CloseCode.SLOW_READER);
        assertThat(slowLine.closes()).containsExactly(CloseCode.SLOW_READER);
        assertThat(slow.news()).endsWith("closing");
        assertThat(few.metrics.closes.sum(CloseCode.SLOW_READER)).isEqualTo(2);
        few.close();
    }
}

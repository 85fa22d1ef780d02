package chat.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.CloseCode;
import chat.server.room.StoreCall;
import chat.server.room.TestConfig;
import io.netty.util.test.LeakPresenceExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A connection with too many requests in work is not read. */
@ExtendWith(LeakPresenceExtension.class)
class BackPressureTest {
    private final TestSessions sessions =
            new TestSessions(new TestConfig().rateLimit(false).commandsUnansweredMax(64));
    private final TestClient ana = sessions.inLobby("Ana", 1);
    private int cids;

    @AfterEach
    void close() {
        sessions.close();
    }

    private void send(int count) {
        for (int i = 0; i < count; i++) {
            ana.sayOnly("{'type':'send','room':'lobby','cid':'c" + cids++ + "','text':'text'}");
        }
        sessions.loops.run();
    }

    @Test
    void readsStopAtTheLimitAndGoOnAtHalfOfIt() {
        // Sends of different turns, so that each is an append of its own.
        sessions.store.hold(StoreCall.APPEND);
        for (int i = 0; i < 63; i++) {
            send(1);
        }
        assertThat(ana.connection.pauses).isEmpty();

        send(1);
        assertThat(ana.connection.pauses).containsExactly(true);
        send(10);
        assertThat(ana.connection.unread()).isEqualTo(10);
        assertThat(sessions.store.waiting()).isEqualTo(64);

        for (int i = 0; i < 31; i++) {
            sessions.store.answer(0);
        }
        sessions.loops.run();
        assertThat(ana.connection.isPaused()).isTrue();
        sessions.store.answer(0);
        sessions.loops.run();

        assertThat(ana.connection.pauses).containsExactly(true, false);
        assertThat(ana.connection.unread()).isZero();
        sessions.store.answerAll();
        sessions.loops.run();
        assertThat(ana.news()).filteredOn("ack"::equals).hasSize(74);
    }

    @Test
    void everyKindOfRequestCountsUntilItsAnswer() {
        sessions.store.hold(StoreCall.READ, StoreCall.APPEND, StoreCall.FIND);
        ana.say("{'type':'history','room':'lobby'}");
        for (int i = 0; i < 62; i++) {
            ana.say("{'type':'history','room':'lobby'}");
        }
        assertThat(ana.connection.isPaused()).isFalse();
        ana.say("{'type':'history','room':'lobby'}");
        assertThat(ana.connection.isPaused()).isTrue();

        while (sessions.store.waiting() > 0) {
            assertThat(sessions.store.waiting()).isLessThanOrEqualTo(Questions.UNDER_WAY_MAX);
            sessions.store.answerAll();
            sessions.loops.run();
        }
        assertThat(ana.connection.isPaused()).isFalse();
        assertThat(ana.news()).hasSize(64);
    }

    @Test
    void requestsOfOneTurnCountTogether() {
        for (int i = 0; i < 70; i++) {
            ana.sayOnly("{'type':'members','room':'lobby'}");
        }
        assertThat(ana.connection.isPaused()).isTrue();
        assertThat(ana.connection.unread()).isEqualTo(6);

        sessions.loops.run();
        assertThat(ana.connection.isPaused()).isFalse();
        assertThat(ana.news()).hasSize(70);
    }

    @Test
    void joinThatIsLeftBeforeItsAnswerIsNotWaitedFor() {
        for (int i = 0; i < 200; i++) {
            ana.sayOnly("{'type':'join','room':'lobby'}");
            ana.sayOnly("{'type':'leave','room':'lobby'}");
            sessions.loops.run();
        }

        assertThat(ana.connection.isPaused()).isFalse();
        assertThat(ana.news()).doesNotContain("joined", "live").hasSize(200);
        ana.say("{'type':'join','room':'lobby'}");
        assertThat(ana.news()).containsExactly("joined", "live");
    }

    @Test
    void joinThatWasAnsweredIsNotAnsweredAgainByLeaving() {
        for (int i = 0; i < 10; i++) {
            ana.say("{'type':'leave','room':'lobby'}").say("{'type':'join','room':'lobby'}");
        }
        sessions.store.hold(StoreCall.APPEND);

        for (int i = 0; i < 64; i++) {
            assertThat(ana.connection.isPaused()).isFalse();
            send(1);
        }

        assertThat(ana.connection.isPaused()).isTrue();
    }

    @Test
    void joinThatIsReplacedBeforeItsAnswerIsNotWaitedFor() {
        for (int i = 0; i < 50; i++) {
            ana.sayOnly("{'type':'join','room':'lobby'}");
            ana.sayOnly("{'type':'join','room':'lobby'}");
            ana.sayOnly("{'type':'join','id':" + i + ",'room':'lobby'}");
            sessions.loops.run();
            assertThat(ana.last("joined").get("id").asInt()).isEqualTo(i);
        }

        assertThat(ana.connection.isPaused()).isFalse();
        assertThat(ana.news()).hasSize(100);
    }

    @Test
    void answersThatComeAfterTheEndAreDropped() {
        sessions.store.hold(StoreCall.APPEND, StoreCall.READ);
        send(64);
        ana.sayOnly("{'type':'history','room':'lobby'}");
        ana.with(session -> session.close(CloseCode.RESTART));
        ana.news();

        sessions.store.answerAll();
        sessions.loops.run();

        assertThat(ana.news()).isEmpty();
    }
}

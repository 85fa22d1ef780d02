package chat.server.auth;

import static chat.server.auth.TestAuth.PASSWORD;
import static chat.server.auth.TestAuth.await;
import static chat.server.auth.TestAuth.denied;
import static chat.server.auth.TestAuth.from;
import static chat.server.auth.TestAuth.here;
import static chat.server.auth.TestAuth.why;
import static chat.server.auth.TestAuth.wish;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.UserName;
import chat.server.store.AccountStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who tries too often has to wait, and keeps nobody else waiting. */
class SlowedDownTest {
    private TestAuth auth = new TestAuth();

    @AfterEach
    void close() {
        auth.close();
    }

    private void with(TestAuth other) {
        auth.close();
        auth = other;
    }

    @Test
    void guessingTheSetupCodeIsSlowedDown() {
        for (int i = 0; i < 50; i++) {
            assertThat(why(auth.logIns.setUp("wrong" + i, "Ana", PASSWORD, here())))
                    .isEqualTo(Why.BAD_SETUP_CODE);
        }
        assertThat(why(auth.logIns.setUp(auth.setup.shown(), "Ana", PASSWORD, here())))
                .isEqualTo(Why.RATE_LIMITED);
        assertThat(await(auth.logIns.setUp(auth.setup.shown(), "Ana", PASSWORD, from("192.0.2.99"))))
                .as("nobody keeps the operator out from elsewhere")
                .isNotNull();
    }

    @Test
    void guessingIsSlowedDownByAccountFromWhereverItComes() {
        auth.signUp("Ana");
        for (int i = 0; i < 10; i++) {
            assertThat(why(auth.logIns.logIn("ana", "wrong password", from("198.51.100." + i))))
                    .isEqualTo(Why.WRONG_CREDENTIALS);
        }

        assertThat(auth.logIn("Ana")).as("from where she came in before").isNotNull();
        Denied slowed = denied(auth.logIns.logIn("Ana", PASSWORD, from("192.0.2.99")));
        assertThat(slowed.why()).isEqualTo(Why.RATE_LIMITED);
        assertThat(slowed.retryAfterMillis()).isBetween(30_000L, 30_001L);
        auth.pass(Duration.ofMillis(slowed.retryAfterMillis()));
        assertThat(await(auth.logIns.logIn("Ana", PASSWORD, from("192.0.2.99"))))
                .isNotNull();
    }

    @Test
    void unknownAccountIsSlowedDownInTheSameWay() {
        for (int i = 0; i < 10; i++) {
            assertThat(why(auth.logIns.logIn("Bia", "wrong password", here()))).isEqualTo(Why.WRONG_CREDENTIALS);
        }
        assertThat(why(auth.logIns.logIn("Bia", "wrong password", here()))).isEqualTo(Why.RATE_LIMITED);
    }

    @Test
    void guessingIsSlowedDownByAddressWhoeverIsTried() {
        auth.signUp("Ana");
        for (int i = 0; i < 50; i++) {
            assertThat(why(auth.logIns.logIn("Bia-" + i, "x", from("2001:db8::" + i))))
                    .isEqualTo(Why.WRONG_CREDENTIALS);
        }

        assertThat(why(auth.logIns.logIn("Ana", PASSWORD, from("2001:db8::1:99"))))
                .isEqualTo(Why.RATE_LIMITED);
        assertThat(await(auth.logIns.logIn("Ana", PASSWORD, from("2001:db8:0:1::1"))))
                .isNotNull();
    }

    @Test
    void whoKnowsThePasswordComesInOnceASecond() {
        auth.signUp("Ana");
        for (int i = 0; i < 60; i++) {
            auth.logIn("Ana");
            auth.pass(Duration.ofSeconds(1));
        }
        assertThat(await(auth.accounts.devices(
                        auth.index.named(new UserName("Ana")).orElseThrow().id())))
                .hasSize(AccountStore.DEVICES_MAX);
    }

    @Test
    void whoLogsInAgainAndAgainLeavesTheHashingToOthers() {
        auth.signUp("Ana");
        auth.signUp("Bia");
        for (int i = 0; i < 20; i++) {
            auth.logIn("Ana");
        }

        assertThat(why(auth.logIns.logIn("Ana", PASSWORD, here()))).isEqualTo(Why.RATE_LIMITED);
        assertThat(auth.logIn("Bia")).isNotNull();
    }

    @Test
    void whoWasNotLookedAtHasNotGuessed() {
        with(new TestAuth(access -> access, new PasswordHashing(1, 1), Optional.empty()));
        auth.signUp("Ana");
        for (int i = 0; i < 3; i++) {
            List<CompletionStage<Grant>> tries = Stream.generate(
                            () -> auth.logIns.logIn("Ana", PASSWORD, from("192.0.2.9")))
                    .limit(15)
                    .toList();
            assertThat(tries.stream().filter(it -> succeeded(it))).isNotEmpty();
            auth.pass(Duration.ofSeconds(20));
        }
    }

    private static boolean succeeded(CompletionStage<Grant> logIn) {
        try {
            await(logIn);
            return true;
        } catch (CompletionException e) {
            assertThat(Denied.because(e).why()).isIn(Why.OVERLOADED, Why.RATE_LIMITED);
            return false;
        }
    }

    @Test
    void refreshesOfADeviceAreSlowedDown() {
        Grant grant = auth.signUp("Ana");
        Grant other = auth.signUp("Bia");
        Grant last = grant;
        for (int i = 0; i < 10; i++) {
            last = await(auth.logIns.refresh(last.refreshToken()));
        }

        assertThat(why(auth.logIns.refresh(last.refreshToken()))).isEqualTo(Why.RATE_LIMITED);
        assertThat(await(auth.logIns.refresh(other.refreshToken()))).isNotNull();
        auth.pass(Duration.ofSeconds(10));
        assertThat(await(auth.logIns.refresh(last.refreshToken()))).isNotNull();
    }

    @Test
    void signUpsOfAnAddressAreLimited() {
        for (int i = 0; i < 20; i++) {
            auth.signUp("Ana-" + i);
        }
        assertThat(why(auth.logIns.signUp(wish("Bia"), here()))).isEqualTo(Why.RATE_LIMITED);
        assertThat(await(auth.logIns.signUp(wish("Bia"), from("192.0.2.2")))).isNotNull();
    }

    @Test
    void unknownNameNeedsAPlaceAmongTheHashesToo() {
        with(new TestAuth(access -> access, new PasswordHashing(1, 1), Optional.empty()));
        auth.signUp("Ana");
        for (String name : List.of("Ana", "Bia")) {
            List<Why> whys = new ArrayList<>();
            var tries = IntStream.range(0, 8)
                    .mapToObj(i -> auth.logIns.logIn(name, "wrong password", from("192.0.2." + i)))
                    .toList();
            tries.forEach(it -> whys.add(why(it)));
            assertThat(whys).as(name).contains(Why.OVERLOADED, Why.WRONG_CREDENTIALS);
            auth.pass(Duration.ofHours(1));
        }
    }
}

package chat.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What it costs to try a name and a password: the same for everybody, so that nothing can be learnt from how long it takes. */
class PasswordCheckTest {
    private final PasswordHashing hashing = new PasswordHashing();
    private final TestAuth auth = new TestAuth(UnaryOperator.identity(), hashing, Optional.empty());

    @AfterEach
    void close() {
        auth.close();
    }

    private void assertHashes(long count) {
        // A hash is counted right behind its answer.
        await().untilAsserted(() -> assertThat(hashing.hashes()).isEqualTo(count));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Ana", "ana", "Nobody", "", "x", "no\u0000name", "A name that is far too long to be anybody's"})
    void eachTryCostsOneHashWhoeverIsNamed(String name) {
        auth.signUp("Ana");
        assertHashes(1);

        assertThat(TestAuth.why(auth.logIns.logIn(name, "wrong password", TestAuth.here())))
                .isEqualTo(Why.WRONG_CREDENTIALS);

        assertHashes(2);
    }

    @Test
    void disabledAccountCostsOneHashAndIsToldToWhoKnowsThePassword() {
        Grant ana = auth.signUp("Ana");
        TestAuth.await(auth.accounts.setDisabled(ana.account().id(), true));

        assertThat(TestAuth.why(auth.logIns.logIn("Ana", "wrong password", TestAuth.here())))
                .isEqualTo(Why.WRONG_CREDENTIALS);
        assertThat(TestAuth.why(auth.logIns.logIn("Ana", TestAuth.PASSWORD, TestAuth.here())))
                .isEqualTo(Why.DISABLED);

        assertHashes(3);
    }

    @Test
    void whoIsToldToComeBackLaterHasGuessedNothing() {
        hashing.close();

        for (int i = 0; i < 60; i++) {
            assertThat(TestAuth.why(auth.logIns.logIn("Ana", "a password", TestAuth.here())))
                    .isEqualTo(Why.OVERLOADED);
        }
    }

    @Test
    void whoIsSlowedDownCostsNoHash() {
        while (TestAuth.why(auth.logIns.logIn("Ana", "wrong password", TestAuth.here())) != Why.RATE_LIMITED) {
            // Until it is too often.
        }
        assertHashes(10);
    }
}

package chat.server.auth;

import static chat.server.auth.TestAuth.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.protocol.UserId;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final Optional<UserId> ANA = Optional.of(new UserId("u1"));

    private long now;
    private final Throttle apart = new Throttle(() -> now, true, 1_000);
    private final Throttle together = new Throttle(() -> now, false, 1_000);

    private static void guess(Throttle throttle, Optional<UserId> account, String name, String from) {
        throttle.begin(account, name, address(from));
    }

    @Test
    void madeUpNamesBuyNoGuessesAtARealAccount() {
        for (int i = 0; i < 10; i++) {
            guess(together, ANA, "ana", "192.0.2.1");
        }
        for (int i = 0; i <= Pace.KEYS_MAX; i++) {
            guess(together, Optional.empty(), "nobody" + i, "192.0.2.1");
        }

        // By now there are hashes again, but no guesses.
        now += TimeUnit.SECONDS.toNanos(25);
        assertThatThrownBy(() -> guess(together, ANA, "ana", "192.0.2.1")).isInstanceOf(Denied.class);
    }

    @Test
    void strangersDoNotLockOutWhoCameInFromThereBefore() {
        apart.begin(ANA, "ana", address("2001:db8::1")).succeeded();
        for (int i = 0; i < 10; i++) {
            guess(apart, ANA, "ana", "192.0.2." + i);
        }

        assertThatThrownBy(() -> guess(apart, ANA, "ana", "192.0.2.99")).isInstanceOf(Denied.class);
        assertThatCode(() -> guess(apart, ANA, "ana", "2001:db8::2"))
                .as("the same network")
                .doesNotThrowAnyException();
    }

    @Test
    void whoCameInBeforeGuessesNoFaster() {
        apart.begin(ANA, "ana", address("192.0.2.1")).succeeded();
        for (int i = 0; i < 10; i++) {
            guess(apart, ANA, "ana", "192.0.2.1");
        }

        assertThatThrownBy(() -> guess(apart, ANA, "ana", "192.0.2.1")).isInstanceOf(Denied.class);
    }

    @Test
    void allTogetherSignUpSoOftenWhereAddressesAreNotToldApart() {
        for (int i = 0; i < 200; i++) {
            together.signUp(address("192.0.2." + i));
        }

        assertThatThrownBy(() -> together.signUp(address("192.0.2.201")))
                .isInstanceOfSatisfying(
                        Denied.class, denied -> assertThat(denied.why()).isEqualTo(Why.RATE_LIMITED));
        now += TimeUnit.SECONDS.toNanos(6);
        assertThatCode(() -> together.signUp(address("192.0.2.201"))).doesNotThrowAnyException();
    }
}

package chat.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import chat.server.transport.Admission.Verdict;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Admission admission(int all, int perAddress) {
        return new Admission(
                TestConfig.defaults().withConnections(all, perAddress).build());
    }

    @Test
    void theLimitIsForAllTogether() {
        Admission admission = admission(2, 0);

        assertThat(admission.enter(address("10.0.0.1"))).isEqualTo(Verdict.ADMITTED);
        assertThat(admission.enter(address("10.0.0.2"))).isEqualTo(Verdict.ADMITTED);
        assertThat(admission.enter(address("10.0.0.3"))).isEqualTo(Verdict.REFUSED);
        admission.left(address("10.0.0.1"), Verdict.ADMITTED);
        assertThat(admission.enter(address("10.0.0.3"))).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void oneAddressCannotTakeAllPlaces() {
        Admission admission = admission(100, 2);

        admission.enter(address("10.0.0.1"));
        admission.enter(address("10.0.0.1"));
        assertThat(admission.enter(address("10.0.0.1"))).isEqualTo(Verdict.REFUSED);
        assertThat(admission.enter(address("10.0.0.2"))).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void anIpv6NetworkCountsAsOneAddress() {
        Admission admission = admission(100, 2);

        admission.enter(address("2001:db8:0:1::1"));
        admission.enter(address("2001:db8:0:1:ffff::2"));
        assertThat(admission.enter(address("2001:db8:0:1::3"))).isEqualTo(Verdict.REFUSED);
        assertThat(admission.enter(address("2001:db8:0:2::1"))).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void theTableForgetsThoseWhoLeft() {
        Admission admission = admission(100, 5);
        for (int i = 0; i < 50; i++) {
            admission.enter(address("10.0.0." + i));
        }
        assertThat(admission.addresses()).isEqualTo(50);
        for (int i = 0; i < 50; i++) {
            admission.left(address("10.0.0." + i), Verdict.ADMITTED);
        }

        assertThat(admission.addresses()).isZero();
        assertThat(admission.open()).isZero();
    }

    @Test
    void notEvenRefusalsAreUnlimited() {
        Admission admission = admission(1, 0);
        admission.enter(address("10.0.0.1"));
        for (int i = 0; i < Admission.REFUSALS_UNDER_WAY_MAX; i++) {
            assertThat(admission.enter(address("10.0.0.1"))).isEqualTo(Verdict.REFUSED);
        }

        assertThat(admission.enter(address("10.0.0.1"))).isEqualTo(Verdict.DROPPED);
        admission.left(address("10.0.0.1"), Verdict.DROPPED);
        assertThat(admission.open()).isEqualTo(1 + Admission.REFUSALS_UNDER_WAY_MAX);
        admission.left(address("10.0.0.1"), Verdict.REFUSED);
        assertThat(admission.enter(address("10.0.0.1"))).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void emptyIsSaidWhenTheLastOneLeaves() {
        Admission admission = admission(10, 0);
        admission.enter(address("10.0.0.1"));
        assertThat(admission.whenEmpty()).isNotDone();
        admission.left(address("10.0.0.1"), Verdict.ADMITTED);

        assertThat(admission.whenEmpty()).isDone();
    }
}

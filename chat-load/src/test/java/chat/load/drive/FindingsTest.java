package chat.load.drive;

import static org.assertj.core.api.Assertions.assertThat;

import chat.load.result.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static Result.OwnUse own(double cpuSeconds, double loopCpuSecondsMax) {
        Findings findings = new Findings(Runs.plan(1, 0, 4), "");
        findings.measured(new Sampler.Measured(1, 0, 0, 0, 0, 0, 0, cpuSeconds, loopCpuSecondsMax, List.of()));
        return findings.result(List.of(new Tally())).own();
    }

    @Test
    void oneEventLoopWithoutTimeIsEnoughToLimitTheResult() {
        assertThat(own(2.2, 0.95).saturated()).isTrue();
        assertThat(own(2.2, 0.95).loopPercentMax()).isEqualTo(95);
    }

    @Test
    void otherThreadsDoNotLimitIt() {
        assertThat(own(4, 0.85).saturated()).isFalse();
    }
}

package chat.load.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ProcessesTest {
    @Test
    void whatAProcessUsedStaysKnownWhenItHasEnded() throws Exception {
        Process busy = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
        try {
            Processes processes = new Processes(List.of(busy.pid()));
            long used = 0;
            while (used == 0) {
                used = processes.cpuNanos();
            }
            assertThat(processes.hasAnyEnded()).isFalse();
            busy.destroyForcibly().waitFor();

            assertThat(processes.hasAnyEnded()).isTrue();
            assertThat(processes.cpuNanos()).isEqualTo(used);
            assertThat(processes.residentBytes()).isZero();
        } finally {
            busy.destroyForcibly();
        }
    }

    @Test
    void processThatNobodyTookNoteOfHasEnded() throws Exception {
        // The shell becomes one that never asks after its child.
        Process parent = new ProcessBuilder("sh", "-c", "cat </dev/null >/dev/null & echo $!; exec cat").start();
        try {
            long pid = Long.parseLong(parent.inputReader().readLine());
            Processes processes = new Processes(List.of(pid));
            while (!processes.hasAnyEnded()) {
                assertThat(Thread.interrupted()).as("too late").isFalse();
            }

            assertThat(ProcessHandle.of(pid)).isPresent();
        } finally {
            parent.destroyForcibly();
        }
    }
}

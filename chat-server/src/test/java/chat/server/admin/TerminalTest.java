package chat.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private static final long SECOND = 1_000_000_000;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private long now;

    @Test
    void progressIsALineNowAndThenWhenNobodyWatches() {
        Terminal terminal = terminal(false);
        terminal.at("reading", 0, 200);
        now += 4 * SECOND;
        terminal.at("reading", 100, 200);
        now += SECOND;
        terminal.at("reading", 150, 200);
        terminal.at("reading", 200, 200);
        terminal.at("reading", 200, 200);
        terminal.at("writing", 0, 0);
        terminal.tell("done");

        assertThat(err.toString(UTF_8))
                .isEqualTo(
                        "reading: 0 of 200 (0 %)\nreading: 150 of 200 (75 %)\nreading: 200 of 200 (100 %)\nwriting\n");
        assertThat(out.toString(UTF_8)).isEqualTo("done\n");
    }

    @Test
    void lineIsRedrawnForThoseWhoWatchAndCoversWhatStoodThere() {
        Terminal terminal = terminal(true);
        terminal.at("reading", 123, 0);
        terminal.at("reading", 124, 0);
        now += SECOND;
        terminal.at("reading", 9, 0);
        terminal.at("writing", 1, 300);
        terminal.complain("disk: full");

        assertThat(err.toString(UTF_8))
                .isEqualTo("\rreading: 123\rreading: 9  \n\rwriting: 1 of 300 (0 %)\ndisk: full\n");
    }

    private Terminal terminal(boolean watched) {
        return new Terminal(
                InputStream.nullInputStream(),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                watched,
                () -> now);
    }
}

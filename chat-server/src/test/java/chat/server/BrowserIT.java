package chat.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * The page in a real browser, against the jar that was just packed: {@code npm run e2e} in {@code chat-web}, whose tests are
 * told and counted one by one. It takes the longest of all, so it runs beside the other tests and begins before most of them.
 */
@DisabledIfSystemProperty(named = "skip.page.tests", matches = "true")
class BrowserIT {
    private static final Path PAGE = Path.of("..", "chat-web");
    private static final int LINES_OF_A_FAILURE = 60;

    @Test
    void thePageDoesWhatItShould() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("npm", "run", "--silent", "e2e")
                .directory(PAGE.toFile())
                .redirectErrorStream(true);
        builder.environment().put("E2E_FULL", System.getProperty("e2e.full", "false"));
        Process tests = builder.start();
        List<String> said = new ArrayList<>();
        try (BufferedReader lines = tests.inputReader(UTF_8)) {
            // Not inherited: Failsafe speaks with this process over the standard output.
            lines.lines().peek(System.out::println).forEach(said::add);
            // The end of it names what failed, and why.
            assertThat(tests.waitFor())
                    .as(() ->
                            String.join("\n", said.subList(Math.max(0, said.size() - LINES_OF_A_FAILURE), said.size())))
                    .isZero();
        } finally {
            tests.descendants().forEach(ProcessHandle::destroy);
            tests.destroy();
        }
    }
}

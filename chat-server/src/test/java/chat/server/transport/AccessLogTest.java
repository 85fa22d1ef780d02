package chat.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is written about requests, and what must never be. */
class AccessLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("chat.access");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
    }

    private List<String> linesOf(String request) {
        try (TestPipeline pipeline = new TestPipeline(TestConfig.defaults())) {
            pipeline.receive(request);
            pipeline.sent();
        }
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void aRequestIsALineWithoutItsQuery() {
        assertThat(linesOf("GET /healthz?token=secret HTTP/1.1\r\nHost: a\r\n\r\n"))
                .containsExactly("- GET /healthz 200 6 0 ms");
    }

    @Test
    void anUpgradeIsALine() {
        assertThat(linesOf(TestPipeline.upgrade("/ws/17/ana?token=secret")))
                .containsExactly("- GET /ws/17/ana 101 0 0 ms");
    }

    @Test
    void theUnreadableIsALineThatRepeatsNothing() {
        assertThat(linesOf("GET /\u001b[31mred HTTP/1.1\r\n\r\n")).containsExactly("- - - 400 47 0 ms");
    }

    @Test
    void nothingCanForgeALine() {
        assertThat(AccessLog.escape("a\r\nb\u001b \\é")).isEqualTo("a\\x0d\\x0ab\\x1b\\x20\\x5c\\xe9");
    }
}

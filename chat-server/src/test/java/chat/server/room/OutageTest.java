package chat.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutageTest {
    private final LoggerContext context = new LoggerContext();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Outage outage = new Outage(context.getLogger("test"), "reading");

    @BeforeEach
    void listen() {
        lines.start();
        context.getLogger("test").addAppender(lines);
    }

    @Test
    void everyChangeIsOneLine() {
        outage.worked();
        for (int i = 0; i < 3; i++) {
            outage.failed(new IllegalStateException("the disk is gone"));
        }
        outage.worked();
        outage.worked();
        outage.failed(new IllegalStateException("again"));

        assertThat(lines.list)
                .extracting(line -> line.getLevel() + " " + line.getFormattedMessage())
                .containsExactly(
                        "WARN reading fails: java.lang.IllegalStateException: the disk is gone",
                        "INFO reading works again",
                        "WARN reading fails: java.lang.IllegalStateException: again");
        assertThat(lines.list).allMatch(line -> line.getThrowableProxy() == null);
    }
}

package chat.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Takes what all loggers say, instead of those who usually hear it, until it is closed. */
final class LogRecorder extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Map<Logger, Level> levels = new HashMap<>();
    private final List<Appender<ILoggingEvent>> usual = new ArrayList<>();
    private final Logger root;

    private LogRecorder(LoggerContext context) {
        root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        for (Logger logger : context.getLoggerList()) {
            levels.put(logger, logger.getLevel());
        }
    }

    /** From DEBUG on. */
    static LogRecorder record() {
        return record(Level.DEBUG);
    }

    /** From this level on. */
    static LogRecorder record(Level level) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        LogRecorder recorder = new LogRecorder(context);
        recorder.setContext(context);
        recorder.begin(level);
        return recorder;
    }

    private void begin(Level level) {
        for (Iterator<Appender<ILoggingEvent>> all = root.iteratorForAppenders(); all.hasNext(); ) {
            usual.add(all.next());
        }
        usual.forEach(root::detachAppender);
        levels.keySet().stream().filter(logger -> logger != root).forEach(logger -> logger.setLevel(null));
        root.setLevel(level);
        root.addAppender(this);
        super.start();
    }

    /** What was said so far, each with its level, its parameters filled in and its stack trace. */
    List<String> lines() {
        return lines;
    }

    @Override
    protected void append(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        lines.add(event.getLevel() + " " + event.getLoggerName() + " " + event.getFormattedMessage()
                + (thrown == null ? "" : "\n" + ThrowableProxyUtil.asString(thrown)));
    }

    @Override
    public void close() {
        root.detachAppender(this);
        usual.forEach(root::addAppender);
        levels.forEach(Logger::setLevel);
        stop();
    }
}

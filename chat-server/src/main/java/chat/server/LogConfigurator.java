package chat.server;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.CoreConstants;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.hook.DefaultShutdownHook;
import ch.qos.logback.core.spi.ContextAware;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.LifeCycle;
import org.slf4j.Logger;

/**
 * Where the log goes and what its lines look like, by what {@link LogOutput} left in system properties. Logback finds it as
 * a service; in code, because reading the same from XML takes a tenth of a second of every start.
 *
 * <p>{@code java -Dlogback.configurationFile=FILE -jar …} puts a file in its place.
 */
public final class LogConfigurator extends ContextAwareBase implements Configurator {
    private static final String OWN_FILE = "logback.configurationFile";

    /** No message may forge a line or drive a terminal. */
    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0}" + " %replace(%msg){'[\\p{Cc}&&[^\\t]]', '?'}%n";

    private static final int LINES_WAITING_MAX = 8192;

    /** With less room than this, lines below a warning are lost. */
    private static final int LINES_FOR_WARNINGS = 1024;

    /** How long an exit waits for the lines that wait, in milliseconds. */
    private static final int FLUSH_MILLIS_MAX = 200;

    /** For Logback. */
    public LogConfigurator() {}

    @Override
    public ExecutionStatus configure(LoggerContext loggers) {
        if (System.getProperty(OWN_FILE) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        boolean json = System.getProperty(LogOutput.FORMAT, "plain").equals("json");
        ConsoleAppender<ILoggingEvent> lines = new ConsoleAppender<>();
        lines.setName("LINES");
        lines.setTarget("System.err");
        lines.setEncoder(started(loggers, json ? json() : plain()));
        // A reader that stalls must not block an event loop: what does not fit is lost, lines below a warning first.
        AsyncAppender log = new AsyncAppender();
        log.setName("LOG");
        log.setQueueSize(LINES_WAITING_MAX);
        log.setDiscardingThreshold(LINES_FOR_WARNINGS);
        log.setNeverBlock(true);
        log.setMaxFlushTime(FLUSH_MILLIS_MAX);
        log.setContext(loggers);
        log.addAppender(started(loggers, lines));
        loggers.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(started(loggers, log));
        setLevels(loggers);
        flushAtExit(loggers);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static void setLevels(LoggerContext loggers) {
        loggers.getLogger(Logger.ROOT_LOGGER_NAME)
                .setLevel(Level.toLevel(System.getProperty(LogOutput.LEVEL_OF_LIBRARIES), Level.WARN));
        loggers.getLogger("chat").setLevel(Level.toLevel(System.getProperty(LogOutput.LEVEL), Level.INFO));
        // Warns of every connection that a database server closed, and of its own guess why; the store says it once.
        loggers.getLogger("com.zaxxer.hikari").setLevel(Level.ERROR);
    }

    /** Writes what the asynchronous appender still holds. */
    private static void flushAtExit(LoggerContext loggers) {
        DefaultShutdownHook hook = new DefaultShutdownHook();
        hook.setContext(loggers);
        Thread atExit = new Thread(hook, "log-flush");
        loggers.putObject(CoreConstants.SHUTDOWN_HOOK_THREAD, atExit);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    private static Encoder<ILoggingEvent> plain() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern(PATTERN);
        return encoder;
    }

    private static Encoder<ILoggingEvent> json() {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        encoder.setWithMDC(false);
        encoder.setWithKVPList(false);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithFormattedMessage(true);
        return encoder;
    }

    private static <T extends ContextAware & LifeCycle> T started(Context context, T part) {
        part.setContext(context);
        part.start();
        return part;
    }
}

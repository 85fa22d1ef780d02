package chat.server;

import ch.qos.logback.classic.LoggerContext;
import chat.server.config.ServerConfig.LogLevel;
import chat.server.config.ServerConfig.Logging;
import java.util.Locale;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** Brings the configuration to {@link LogConfigurator}, and the last lines to the reader. */
final class LogOutput {
    /** System properties, which a configuration file of the operator's may use, too. */
    static final String FORMAT = "chat.log.format";

    static final String LEVEL = "chat.log.level";
    static final String LEVEL_OF_LIBRARIES = "chat.log.level.libraries";

    private LogOutput() {}

    /** To be called before the first logger is made: what logs afterwards does as this says. */
    static void configure(Logging logging) {
        System.setProperty(FORMAT, logging.format().name().toLowerCase(Locale.ROOT));
        System.setProperty(LEVEL, logging.level().name());
        // What libraries say below a warning helps nobody who runs a chat.
        System.setProperty(LEVEL_OF_LIBRARIES, logging.level() == LogLevel.ERROR ? "ERROR" : LogLevel.WARN.name());
        // At once, and by one thread: loggers that are made meanwhile are substitutes that complain.
        LoggerFactory.getILoggerFactory();
    }

    /**
     * Writes what still waits, for a moment at most; nothing is logged afterwards. Logback's hook does it at every exit but
     * a halt.
     */
    static void close() {
        ILoggerFactory loggers = LoggerFactory.getILoggerFactory();
        if (loggers instanceof LoggerContext context) {
            context.stop();
        }
    }
}

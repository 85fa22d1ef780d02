package chat.server;

import ch.qos.logback.classic.LoggerContext;
import chat.server.config.ServerConfig.LogLevel;
import chat.server.config.ServerConfig.Logging;
import java.util.Locale;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** Brings the configuration to {@code logback.xml}, and the last lines to the reader. */
final class LogOutput {
    private LogOutput() {}

    /** To be called before the first logger is made, which reads these. */
    static void configure(Logging logging) {
        System.setProperty("chat.log.format", logging.format().name().toLowerCase(Locale.ROOT));
        System.setProperty("chat.log.level", logging.level().name());
        // What libraries say below a warning helps nobody who runs a chat.
        System.setProperty(
                "chat.log.level.libraries", logging.level() == LogLevel.ERROR ? "ERROR" : LogLevel.WARN.name());
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

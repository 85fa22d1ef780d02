package chat.server.room;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;

/**
 * Logs once that something began to fail, and once that it works again: a broken disk breaks every call, and a line for each
 * would bury what else happens. Any thread.
 */
public final class Outage {
    private final Logger log;
    private final String what;
    private final AtomicBoolean failing = new AtomicBoolean();

    /** @param what what may fail, as the beginning of a line */
    public Outage(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    /** It failed, perhaps once more. */
    public void failed(Throwable why) {
        if (failing.compareAndSet(false, true)) {
            // Without its stack trace: whoever failed knows more about it.
            log.warn("{} fails: {}", what, why.toString());
        }
    }

    /** It worked. */
    public void worked() {
        if (failing.get() && failing.compareAndSet(true, false)) {
            log.info("{} works again", what);
        }
    }
}

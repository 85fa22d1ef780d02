package chat.server.store.sql;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Does one thing after the other, whichever of them fail, and tells of the failures in the end. One thread. */
final class Attempts {
    /** Failures that are told of. */
    private static final int FAILURES_MAX = 8;

    private final List<Exception> failures = new ArrayList<>();

    /** One of the things to do. */
    interface Attempt {
        void run() throws IOException;
    }

    /** Does it, unless the thread is to end. */
    void make(Attempt attempt) {
        if (Thread.currentThread().isInterrupted()) {
            return;
        }
        try {
            attempt.run();
        } catch (IOException | RuntimeException e) {
            if (failures.size() < FAILURES_MAX) {
                failures.add(e);
            }
        }
    }

    /** @throws IOException or a RuntimeException: the first failure, with further ones suppressed */
    void end() throws IOException {
        if (failures.isEmpty()) {
            return;
        }
        Exception first = failures.get(0);
        failures.subList(1, failures.size()).forEach(first::addSuppressed);
        if (first instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        throw first instanceof IOException checked ? checked : new IOException(first);
    }
}

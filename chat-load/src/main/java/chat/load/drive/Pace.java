package chat.load.drive;

import java.util.List;

/** When the senders of one event loop send. On that loop only. */
interface Pace {
    /** From now on they send, until the end. All of them are there. */
    void begin(List<Client> senders, Span span);

    /** Sends what is due; asked often. */
    void poll(long nowNanos);

    /** A sender's own message came back to it, or was refused. */
    void answered(Client sender, long nowNanos);

    /** From when until when there is sending, by {@link System#nanoTime}. */
    record Span(long fromNanos, long untilNanos) {}

    /** Nobody says anything. */
    final class Silence implements Pace {
        @Override
        public void begin(List<Client> senders, Span span) {
            // That is all.
        }

        @Override
        public void poll(long nowNanos) {
            // Nothing is due.
        }

        @Override
        public void answered(Client sender, long nowNanos) {
            // Nobody waits.
        }
    }
}

package chat.server.store.sql;

import java.time.Instant;

/** Whether the store writes. */
public sealed interface WriteState {
    /** It does. */
    record Writing() implements WriteState {}

    /**
     * It cannot for now, and tries again by itself; it goes on reading.
     *
     * @param why what is wrong, in English, fit for everybody to read
     */
    record Unwritable(String why, Instant since) implements WriteState {}
}

package chat.server.room;

import chat.server.store.Appended;
import java.util.Optional;

/** What became of something that somebody wanted to add to a room's log. */
public sealed interface Outcome {
    /** Why it is not stored; nothing when it is. */
    Optional<Refusal> refusal();

    /** The store was asked, and answered this. */
    record Answered(Appended appended) implements Outcome {
        @Override
        public Optional<Refusal> refusal() {
            return Refusal.of(appended);
        }
    }

    /** The room did not let it pass. It may have been stored before all the same, under the same {@code cid}. */
    record Denied(Refusal why) implements Outcome {
        @Override
        public Optional<Refusal> refusal() {
            return Optional.of(why);
        }

        /** Whether it may be done after some time that is known. */
        public boolean isOverInTime() {
            return why.retryAfterMillis().isPresent();
        }
    }
}

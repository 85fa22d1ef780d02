package chat.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A line of an exported room. The first is a {@link Start}, the last an {@link End}; between them stand the
 * {@link Member}s and then all events that the log has, in order.
 */
public sealed interface ExportLine {

    /** The form of the lines; another one is refused. */
    int VERSION = 1;

    /**
     * What follows.
     *
     * @param settings those that the room has in the end
     * @param topic what the room is about in the end
     * @param first the {@code seq} of the oldest event that the log had; the one behind its head when it had none
     */
    record Start(RoomName room, RoomSettings settings, Topic topic, long first) implements ExportLine {}

    /** Somebody who is a member of the room in the end, or of a public one, has a role there. */
    record Member(Author user, Role role) implements ExportLine {}

    /**
     * The first text of a message, and whom it called.
     */
    record Original(MessageText text, Mentions mentions) {}

    /**
     * An event as {@code history} tells it.
     *
     * @param event a message in the state of that moment; as it is read back, only {@code deleted} is left of its state
     * @param original the first text of a message that was edited; absent: it has only had one
     * @param fingerprint of what its author sent under its {@code cid}; absent: no longer known
     */
    record Event(
            RoomEvent event,
            @Nullable Original original,
            @Nullable Integer fingerprint) implements ExportLine {

        /** The event as it was committed, before others changed it; what is deleted stays so. */
        public RoomEvent committed() {
            if (!(event instanceof RoomEvent.Posted posted)) {
                return event;
            }
            if (posted.state().deleted()) {
                return posted.with(MessageText.ERASED, Mentions.NONE, PostState.FRESH.erased());
            }
            return original == null
                    ? posted.with(posted.text(), PostState.FRESH)
                    : posted.with(original.text(), original.mentions(), PostState.FRESH);
        }
    }

    /**
     * Nothing is missing.
     *
     * @param last the {@code seq} of the newest event, 0 when there was never one
     */
    record End(long last) implements ExportLine {}
}

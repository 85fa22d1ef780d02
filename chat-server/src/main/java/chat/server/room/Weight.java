package chat.server.room;

import chat.protocol.MessageText;
import chat.protocol.Reaction;
import chat.protocol.RoomEvent;
import java.util.List;
import java.util.function.ToIntFunction;

/** What events take on the wire and in memory, roughly, in bytes. */
final class Weight {
    private static final int EVENT_BYTES = 128;
    private static final int REACTION_BYTES = 48;
    private static final int USER_BYTES = 16;

    private Weight() {}

    static int ofEvent(RoomEvent event) {
        if (event instanceof RoomEvent.Posted posted) {
            return ofText(posted.text()) + ofReactions(posted.state().reactions());
        }
        return event instanceof RoomEvent.Edited edited ? ofText(edited.text()) : EVENT_BYTES;
    }

    /** An event with this text. */
    static int ofText(MessageText text) {
        return EVENT_BYTES + text.value().length();
    }

    private static int ofReactions(List<Reaction> reactions) {
        int bytes = 0;
        for (Reaction reaction : reactions) {
            bytes += REACTION_BYTES + USER_BYTES * reaction.users().size();
        }
        return bytes;
    }

    /** The last of these, as many as weigh no more than {@code bytesMax}; but at least one. */
    static <T> List<T> newest(List<T> items, int bytesMax, ToIntFunction<? super T> weight) {
        int from = items.size();
        long bytes = 0;
        while (from > 0) {
            bytes += weight.applyAsInt(items.get(from - 1));
            if (bytes > bytesMax && from < items.size()) {
                break;
            }
            from--;
        }
        return items.subList(from, items.size());
    }
}

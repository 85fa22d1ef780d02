package chat.server.store;

import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.MessageText;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A message that has no place in a log yet. */
public record Draft(
        Author from, Cid cid, MessageText text, @Nullable Long replyTo) {
    /** What one event costs beside its text, roughly, in bytes. */
    private static final int OVERHEAD_BYTES = 256;

    /** Tells two drafts under one {@code cid} apart; a mistake can only hurt the user who reuses its own. */
    public int fingerprint() {
        return Objects.hash(text.value(), replyTo);
    }

    /** What it costs to hold this in memory, roughly. */
    public int weightBytes() {
        return weightBytes(text);
    }

    /** What it costs to hold a message with this text in memory, roughly. */
    static int weightBytes(MessageText text) {
        return OVERHEAD_BYTES + 2 * text.value().length();
    }
}

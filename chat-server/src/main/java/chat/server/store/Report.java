package chat.server.store;

import chat.protocol.Author;
import chat.protocol.RoomEvent;

/**
 * Somebody wants moderators to look at a message.
 *
 * @param post as it was then; of its state nothing is kept
 * @param reason for people; empty: none was given
 * @param by who reports it, by the name of then
 * @param at epoch milliseconds
 */
public record Report(RoomEvent.Posted post, String reason, Author by, long at) {
    /**
     * One that nobody has resolved yet.
     *
     * @param id greater than those of all reports before, never used again
     */
    public record Open(long id, Report report) {}
}

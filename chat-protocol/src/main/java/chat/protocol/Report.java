package chat.protocol;

/**
 * Somebody finds that a message should not be there.
 *
 * @param report its number, from 1
 * @param post the message as it was when it was reported
 * @param by who reported it
 * @param at when, epoch milliseconds
 */
public record Report(long report, RoomEvent.Posted post, Reason reason, Author by, long at) {}

package chat.protocol;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a room's log: what the store returns once it is committed, the backplane carries and the fan-out sends.
 *
 * <p>{@code seq} counts 1, 2, 3… in each room, without a gap; {@code at} is epoch milliseconds.
 */
public sealed interface RoomEvent extends ServerMessage {

    /** The room this happened in. */
    RoomName room();

    /** Its place in the room's log, from 1. */
    long seq();

    /** When it was stored, epoch milliseconds. */
    long at();

    /** Who did it. */
    Author from();

    /**
     * Somebody posted a text.
     *
     * @param replyTo the {@code seq} of the message this one answers
     */
    record Posted(
            RoomName room,
            long seq,
            long at,
            Author from,
            Cid cid,
            MessageText text,
            @Nullable Long replyTo) implements RoomEvent {}
}

package chat.protocol;

import java.util.List;

/**
 * A room that somebody belongs to.
 *
 * @param role what they are in it
 * @param seq its newest event, 0 when it has none
 * @param people of a direct room: the others; else nobody
 * @param mark how far they have read it
 */
public record MyRoom(
        RoomName room,
        Visibility visibility,
        RoomTitle title,
        Topic topic,
        Role role,
        long seq,
        List<Author> people,
        boolean archived,
        ReadMark mark) {

    /** With a copy of the list. */
    public MyRoom {
        people = List.copyOf(people);
    }
}

package chat.load;

import chat.protocol.Author;
import chat.protocol.RoomName;
import chat.protocol.UserId;
import chat.protocol.UserName;
import java.util.Random;

/** The rooms and people of the large store: a few do most of the talking, as everywhere. */
final class Town {
    /** Rooms. */
    static final int ROOMS = 1_000;

    /** People, all in all rooms. */
    static final int PEOPLE = 20_000;

    private Town() {}

    /** From 1 to {@code count}, each as often as its rank says: 2 half as often as 1, 3 a third as often (Zipf's law). */
    static int rank(int count, Random random) {
        return (int) Math.pow(count, random.nextDouble());
    }

    /** From 1 for the room with most messages. */
    static RoomName room(int rank) {
        return new RoomName("sala-" + rank);
    }

    /** From 1 for whoever talks most. */
    static Author person(int rank) {
        return new Author(new UserId("u" + rank), new UserName("Pessoa " + rank));
    }
}

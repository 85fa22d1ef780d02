package chat.load.drive;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** How much each sender has said. Each is written by its own event loop only; any thread may read. */
final class Said {
    private final int rooms;
    private final AtomicIntegerArray sent;
    private final AtomicIntegerArray refused;

    Said(int senders, int rooms) {
        this.rooms = rooms;
        this.sent = new AtomicIntegerArray(senders);
        this.refused = new AtomicIntegerArray(senders);
    }

    /** The number of this sender's next message, from 1. */
    int next(int sender) {
        int number = sent.get(sender) + 1;
        sent.lazySet(sender, number);
        return number;
    }

    /** The server said that it did not take one. */
    void refuse(int sender) {
        refused.lazySet(sender, refused.get(sender) + 1);
    }

    /** How many the server took or will take, as far as is known. */
    int taken(int sender) {
        return sent.get(sender) - refused.get(sender);
    }

    boolean isSender(int connection) {
        return connection < sent.length();
    }

    int room(int sender) {
        return sender % rooms;
    }

    int numberInRoom(int sender) {
        return sender / rooms;
    }

    /** The sender with this number in a room. */
    int sender(int room, int numberInRoom) {
        return room + numberInRoom * rooms;
    }
}

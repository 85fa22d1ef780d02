package chat.load.drive;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** What each sender has said. Each is written by its own event loop only; any thread may read. */
final class Said {
    /** Of refused numbers of all senders together. */
    private static final int RANGES_MAX = 500_000;

    private final int rooms;
    private final AtomicIntegerArray sent;
    private final AtomicIntegerArray refused;
    private final AtomicReferenceArray<@Nullable Refusals> refusals;

    /** For each room the time of the newest message that came back to who said it. */
    private final AtomicLongArray passedOn;

    Said(int senders, int rooms) {
        this.rooms = rooms;
        this.sent = new AtomicIntegerArray(senders);
        this.refused = new AtomicIntegerArray(senders);
        this.refusals = new AtomicReferenceArray<>(senders);
        this.passedOn = new AtomicLongArray(rooms);
    }

    /** The number of this sender's next message, from 1. */
    int next(int sender) {
        int number = sent.get(sender) + 1;
        sent.lazySet(sender, number);
        return number;
    }

    /** The server said that it did not take this one. */
    void refuse(int sender, int number) {
        Refusals known = refusals.get(sender);
        if (known == null) {
            known = new Refusals(RANGES_MAX / refusals.length());
            refusals.set(sender, known);
        }
        known.add(number);
        refused.lazySet(sender, refused.get(sender) + 1);
    }

    /** How many the server took or will take, as far as is known. */
    int taken(int sender) {
        return sent.get(sender) - refused.get(sender);
    }

    /** The same of these numbers, first and last included; fewer where more is not known. */
    int taken(int sender, int first, int last) {
        Refusals known = refusals.get(sender);
        int all = Math.max(0, last - first + 1);
        return known == null ? all : all - known.between(first, last);
    }

    /** How much this sender said. */
    int newest(int sender) {
        return sent.get(sender);
    }

    /** A message that carries this time came back to who said it. */
    void passOn(int room, long time) {
        // Two event loops may be at it: which of two times that are next to each other stays does not matter.
        passedOn.lazySet(room, Math.max(passedOn.get(room), time));
    }

    /** The time of the newest message of a room that came back to who said it; 0: none. */
    long lastPassedOn(int room) {
        return passedOn.get(room);
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

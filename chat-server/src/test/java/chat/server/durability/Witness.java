package chat.server.durability;

import java.util.Map;

/** What one client can testify to. */
interface Witness {
    /** A place in a log that was promised. */
    record Ack(long seq, long at) {}

    /** The user it is, whatever happens. */
    String user();

    /** Its rooms as it was shown them. */
    Map<String, RoomView> views();

    /** Everything it ever said, by cid. */
    Map<String, Said> said();

    /** What it was promised, by cid. */
    Map<String, Ack> acked();

    /** What the server would not do, for good, by cid. */
    Map<String, Said> refused();
}

package chat.server.cluster;

import chat.protocol.RoomEvent;
import java.util.List;

/**
 * Carries committed room events between the nodes that share one store.
 *
 * <p>A backplane may lose, repeat or reorder: rooms deliver by {@code seq} and fill holes from the store. It never brings
 * a node's own events back to it. Any thread may call.
 */
public interface Backplane extends AutoCloseable {
    /** Takes what other nodes committed; called on any thread, must not block. */
    interface Listener {
        /** Events of one room, in the order of their {@code seq}. */
        void onEvents(List<RoomEvent> events);
    }

    /** Starts listening; called once, before the first {@link #publish}. */
    void start(Listener listener);

    /** Tells the other nodes what this one committed: events of one room, in the order of their {@code seq}. */
    void publish(List<RoomEvent> events);

    /** Stops listening and telling. */
    @Override
    void close();
}

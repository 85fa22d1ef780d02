package chat.server.room;

import chat.protocol.RoomEvent;
import chat.server.cluster.Backplane;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The other nodes, played by a test. */
final class HandBackplane implements Backplane {
    private final List<List<RoomEvent>> published = new ArrayList<>();
    private @Nullable Listener listener;

    @Override
    public void start(Listener heard) {
        listener = heard;
    }

    @Override
    public void publish(List<RoomEvent> events) {
        published.add(events);
    }

    /** What this node told the others. */
    List<List<RoomEvent>> published() {
        return published;
    }

    /** Another node tells this one. */
    void tell(List<RoomEvent> events) {
        Objects.requireNonNull(listener).onEvents(events);
    }

    @Override
    public void close() {
        listener = null;
    }
}

package chat.server.cluster;

import chat.protocol.RoomEvent;
import java.util.List;

/** For a node that is alone: there is nobody to tell and nobody to listen to. */
public final class LocalBackplane implements Backplane {
    @Override
    public void start(Listener listener) {
        // Nobody will ever call it.
    }

    @Override
    public void publish(List<RoomEvent> events) {
        // The room tells its own members.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}

package chat.server.room;

import chat.protocol.RoomEvent;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** A page of the log for several members of one event loop, encoded once for each wire format they have. */
final class PageFrames implements AutoCloseable {
    private final List<RoomEvent> events;
    private final BroadcastEncoder encoder;
    private final Map<WireFormat, Broadcast> encoded = new EnumMap<>(WireFormat.class);

    PageFrames(List<RoomEvent> events, BroadcastEncoder encoder) {
        this.events = events;
        this.encoder = encoder;
    }

    void writeTo(Member member) {
        if (!events.isEmpty()) {
            encoded.computeIfAbsent(member.format(), format -> encoder.events(events, EnumSet.of(format)))
                    .writeTo(member);
        }
    }

    @Override
    public void close() {
        encoded.values().forEach(Broadcast::release);
    }
}

package chat.server.room;

import chat.protocol.JsonCodec;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** All event loops of the server. Immutable but for the turn of {@link #next}; any thread. */
final class RoomLoops {
    private final RoomLoop[] loops;
    private final IdentityHashMap<EventLoop, RoomLoop> byEventLoop = new IdentityHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    RoomLoops(List<EventLoop> eventLoops, JsonCodec codec, ByteBufAllocator allocator) {
        loops = new RoomLoop[eventLoops.size()];
        for (int i = 0; i < loops.length; i++) {
            loops[i] = new RoomLoop(i, eventLoops.get(i), new BroadcastEncoder(codec, allocator));
            byEventLoop.put(eventLoops.get(i), loops[i]);
        }
    }

    int size() {
        return loops.length;
    }

    RoomLoop get(int index) {
        return loops[index];
    }

    /** The loop the next room runs on. */
    RoomLoop next() {
        return loops[Math.floorMod(turn.getAndIncrement(), loops.length)];
    }

    /** The loop of a connection. */
    RoomLoop of(Outlet outlet) {
        RoomLoop loop = byEventLoop.get(outlet.channel().eventLoop());
        if (loop == null) {
            throw new IllegalArgumentException("channel: on a foreign event loop (expected: one of the server's)");
        }
        return loop;
    }
}

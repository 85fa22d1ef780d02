package chat.server.room;

import io.netty.channel.EventLoop;

/** One event loop as rooms use it: where a room runs, or where some of its members are written to. */
final class RoomLoop {
    private final int index;
    private final EventLoop eventLoop;
    private final BroadcastEncoder encoder;

    RoomLoop(int index, EventLoop eventLoop, BroadcastEncoder encoder) {
        this.index = index;
        this.eventLoop = eventLoop;
        this.encoder = encoder;
    }

    int index() {
        return index;
    }

    EventLoop eventLoop() {
        return eventLoop;
    }

    /** To be used on this loop only. */
    BroadcastEncoder encoder() {
        assert eventLoop.inEventLoop();
        return encoder;
    }

    /**
     * Runs a task on this loop: at once when already there, else after all that was handed over before. Tasks that one
     * thread hands over run in their order.
     */
    void run(Runnable task) {
        if (eventLoop.inEventLoop()) {
            task.run();
        } else {
            eventLoop.execute(task);
        }
    }
}

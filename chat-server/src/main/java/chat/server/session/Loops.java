package chat.server.session;

import io.netty.channel.EventLoop;

/** Brings answers home. */
final class Loops {
    private Loops() {}

    /** Runs a task on a connection's event loop: at once when already there. */
    static void run(Connection connection, Runnable task) {
        EventLoop loop = connection.channel().eventLoop();
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }
}

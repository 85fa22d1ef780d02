package chat.server.room;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for benchmarks such as event loops have: what Netty keeps for each of those is at hand. JMH makes it by its name. */
public final class LoopThreads extends ThreadPoolExecutor {
    /** What tells a benchmark's JVM to measure on these. */
    static final String CUSTOM = "-Djmh.executor=CUSTOM";

    static final String CLASS = "-Djmh.executor.class=chat.server.room.LoopThreads";

    /** As JMH calls it. */
    public LoopThreads(int count, String name) {
        super(count, count, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new DefaultThreadFactory(name));
    }
}

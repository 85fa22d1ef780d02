package chat.server.room;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.AbstractScheduledEventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One of {@link StepLoops}. */
final class StepLoop extends AbstractScheduledEventExecutor implements EventLoop {
    private final StepLoops all;
    private final Ticker ticker;
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    StepLoop(StepLoops all, Ticker ticker) {
        this.all = all;
        this.ticker = ticker;
    }

    boolean hasTasks() {
        return !tasks.isEmpty();
    }

    @Nullable
    Runnable pollTask() {
        return tasks.poll();
    }

    long nextTimerNanos() {
        return nextScheduledTaskNano();
    }

    void runDueTimers() {
        long now = ticker.nanoTime();
        for (Runnable due = pollScheduledTask(now); due != null; due = pollScheduledTask(now)) {
            due.run();
        }
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public boolean inEventLoop(Thread thread) {
        return all.isCurrent(this);
    }

    @Override
    public Ticker ticker() {
        return ticker;
    }

    @Override
    public EventLoopGroup parent() {
        throw new UnsupportedOperationException();
    }

    @Override
    public EventLoop next() {
        return this;
    }

    @Override
    public ChannelFuture register(Channel channel) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ChannelFuture register(ChannelPromise promise) {
        throw new UnsupportedOperationException();
    }

    @Override
    @Deprecated
    public ChannelFuture register(Channel channel, ChannelPromise promise) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isShuttingDown() {
        return false;
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return false;
    }

    @Override
    public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<?> terminationFuture() {
        throw new UnsupportedOperationException();
    }

    @Override
    @Deprecated
    public void shutdown() {
        throw new UnsupportedOperationException();
    }
}

package chat.server.room;

import io.netty.channel.Channel;
import io.netty.channel.ChannelId;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.ChannelGroupFuture;
import io.netty.channel.group.ChannelMatcher;
import io.netty.channel.group.ChannelMatchers;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.AbstractSet;
import org.jspecify.annotations.Nullable;

/**
 * A channel group that holds its channels in its own way: what is asked of all of them, with a future for the answer, is
 * done by one of Netty's groups made for the occasion.
 */
abstract class SnapshotChannelGroup extends AbstractSet<Channel> implements ChannelGroup {
    private final String name;
    private final EventExecutor executor;

    SnapshotChannelGroup(String name, EventExecutor executor) {
        this.name = name;
        this.executor = executor;
    }

    private ChannelGroup snapshot() {
        ChannelGroup group = new DefaultChannelGroup(name, executor);
        group.addAll(this);
        return group;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    @SuppressWarnings("NullAway") // Netty answers null when there is none, and is not annotated
    public @Nullable Channel find(ChannelId id) {
        return snapshot().find(id);
    }

    @Override
    public ChannelGroupFuture write(Object message) {
        return write(message, ChannelMatchers.all());
    }

    @Override
    public ChannelGroupFuture write(Object message, ChannelMatcher matcher) {
        return write(message, matcher, false);
    }

    @Override
    public ChannelGroupFuture write(Object message, ChannelMatcher matcher, boolean voidPromise) {
        return snapshot().write(message, matcher, voidPromise);
    }

    @Override
    public ChannelGroup flush() {
        return flush(ChannelMatchers.all());
    }

    @Override
    public ChannelGroup flush(ChannelMatcher matcher) {
        snapshot().flush(matcher);
        return this;
    }

    @Override
    public ChannelGroupFuture writeAndFlush(Object message) {
        return writeAndFlush(message, ChannelMatchers.all());
    }

    @Override
    public ChannelGroupFuture writeAndFlush(Object message, ChannelMatcher matcher) {
        return writeAndFlush(message, matcher, false);
    }

    @Override
    public ChannelGroupFuture writeAndFlush(Object message, ChannelMatcher matcher, boolean voidPromise) {
        return snapshot().writeAndFlush(message, matcher, voidPromise);
    }

    @Override
    @Deprecated
    public ChannelGroupFuture flushAndWrite(Object message) {
        return writeAndFlush(message);
    }

    @Override
    @Deprecated
    public ChannelGroupFuture flushAndWrite(Object message, ChannelMatcher matcher) {
        return writeAndFlush(message, matcher);
    }

    @Override
    public ChannelGroupFuture disconnect() {
        return disconnect(ChannelMatchers.all());
    }

    @Override
    public ChannelGroupFuture disconnect(ChannelMatcher matcher) {
        return snapshot().disconnect(matcher);
    }

    @Override
    public ChannelGroupFuture close() {
        return close(ChannelMatchers.all());
    }

    @Override
    public ChannelGroupFuture close(ChannelMatcher matcher) {
        return snapshot().close(matcher);
    }

    @Override
    @Deprecated
    public ChannelGroupFuture deregister() {
        return deregister(ChannelMatchers.all());
    }

    @Override
    @Deprecated
    public ChannelGroupFuture deregister(ChannelMatcher matcher) {
        return snapshot().deregister(matcher);
    }

    @Override
    public ChannelGroupFuture newCloseFuture() {
        return newCloseFuture(ChannelMatchers.all());
    }

    @Override
    public ChannelGroupFuture newCloseFuture(ChannelMatcher matcher) {
        return snapshot().newCloseFuture(matcher);
    }

    @Override
    public int compareTo(ChannelGroup other) {
        int byName = name.compareTo(other.name());
        return byName != 0 ? byName : Integer.compare(System.identityHashCode(this), System.identityHashCode(other));
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}

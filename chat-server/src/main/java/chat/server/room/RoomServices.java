package chat.server.room;

import chat.protocol.JsonCodec;
import chat.server.cluster.Backplane;
import chat.server.config.ServerConfig;
import chat.server.metrics.ServerMetrics;
import chat.server.store.MessageStore;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What all rooms work with.
 *
 * @param eventLoops those of all connections; rooms run on them too
 * @param nanoTime a clock for waits; only differences mean something
 */
public record RoomServices(
        MessageStore store,
        Backplane backplane,
        JsonCodec codec,
        List<EventLoop> eventLoops,
        ServerConfig config,
        ServerMetrics metrics,
        LongSupplier nanoTime) {}

package chat.server.room;

import chat.protocol.JsonCodec;
import chat.server.cluster.Backplane;
import chat.server.config.ServerConfig;
import chat.server.metrics.ServerMetrics;
import chat.server.store.MessageStore;
import io.netty.channel.EventLoop;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What all rooms work with.
 *
 * @param eventLoops those of all connections; rooms run on them too
 * @param people those who are connected, and those with an account
 * @param nanoTime a clock for waits; only differences mean something
 * @param clock the time of day
 */
public record RoomServices(
        MessageStore store,
        Backplane backplane,
        JsonCodec codec,
        List<EventLoop> eventLoops,
        ServerConfig config,
        ServerMetrics metrics,
        People people,
        LongSupplier nanoTime,
        InstantSource clock) {}

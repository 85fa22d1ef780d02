package chat.server.session;

import chat.protocol.JsonCodec;
import chat.server.auth.AccountIndex;
import chat.server.auth.Authenticator;
import chat.server.auth.RoomKeys;
import chat.server.auth.UserIds;
import chat.server.config.ServerConfig;
import chat.server.metrics.ServerMetrics;
import chat.server.room.RoomRegistry;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What all sessions work with.
 *
 * @param accounts everybody who has an account, as it is now
 * @param nanoTime a clock for waits; only differences mean something
 * @param clock the time of day
 */
public record SessionServices(
        RoomRegistry rooms,
        OnlineUsers users,
        Authenticator authenticator,
        AccountIndex accounts,
        RoomKeys roomKeys,
        UserIds userIds,
        JsonCodec codec,
        ServerConfig config,
        ServerMetrics metrics,
        LongSupplier nanoTime,
        InstantSource clock) {}

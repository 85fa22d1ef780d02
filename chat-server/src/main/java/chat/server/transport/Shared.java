package chat.server.transport;

import chat.server.api.Api;
import chat.server.auth.Authenticator;
import chat.server.config.ServerConfig;
import chat.server.metrics.ServerMetrics;
import chat.server.session.SessionFactory;
import java.time.InstantSource;

/** What all connections of a server have in common. */
record Shared(
        ServerConfig config,
        ServerMetrics metrics,
        SessionFactory sessions,
        Routes routes,
        Api api,
        Authenticator authenticator,
        UpgradeRules upgradeRules,
        Readiness readiness,
        AccessLog accessLog,
        FrameHandlers frameHandlers,
        InstantSource clock) {}

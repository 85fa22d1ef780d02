package chat.server.metrics;

import chat.protocol.CloseCode;
import chat.protocol.ErrorCode;
import java.util.concurrent.atomic.LongAdder;

/** What the server counts since its start. Any thread may add and read; sums are exact once nobody adds. */
public final class ServerMetrics {
    /** Connections accepted. */
    public final LongAdder connectionsAccepted = new LongAdder();

    /** Connections closed, for whatever reason. */
    public final LongAdder connectionsClosed = new LongAdder();

    /** Connections and upgrades that were refused, whatever the status. */
    public final LongAdder handshakesRefused = new LongAdder();

    /** HTTP requests answered with an error of the client's or of ours, upgrades apart. */
    public final LongAdder requestsRefused = new LongAdder();

    /** Connections closed because no whole request came in time. */
    public final LongAdder requestsTimedOut = new LongAdder();

    /** WebSocket connections closed because nothing was heard from them. */
    public final LongAdder heartbeatsLost = new LongAdder();

    /** WebSocket connections opened. */
    public final LongAdder webSocketsOpened = new LongAdder();

    /** Those of them that are no more. */
    public final LongAdder webSocketsClosed = new LongAdder();

    /** Messages that broke a rule of HTTP, WebSocket or the protocol. */
    public final LongAdder violations = new LongAdder();

    /** Messages received whole. */
    public final LongAdder messagesReceived = new LongAdder();

    /** Events written to members. */
    public final LongAdder deliveries = new LongAdder();

    /** How often a member was too slow and fell back to catching up. */
    public final LongAdder slowReaders = new LongAdder();

    /** WebSocket connections that the server closed, by the code it gave. */
    public final CountsByCode<CloseCode> closes = new CountsByCode<>(CloseCode.class);

    /** What {@code chat.v1} clients were refused, by the code they were given. */
    public final CountsByCode<ErrorCode> refusals = new CountsByCode<>(ErrorCode.class);

    /** Sends refused because of their rate. */
    public final LongAdder rateLimited = new LongAdder();

    /** Reads of a room's log that the store could not do. */
    public final LongAdder storeReadsFailed = new LongAdder();

    /** Commits of the store, each of a group of events. */
    public final LongAdder storeCommits = new LongAdder();

    /** Events stored. */
    public final LongAdder storeEvents = new LongAdder();

    /** How long the store wrote and committed, in microseconds, all groups together. */
    public final LongAdder storeCommitMicros = new LongAdder();

    /** How often the store had to give up its connection, or could not have one. */
    public final LongAdder storeFailures = new LongAdder();
}

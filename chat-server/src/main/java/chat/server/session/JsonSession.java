package chat.server.session;

import chat.protocol.Cid;
import chat.protocol.ClientMessage;
import chat.protocol.CloseCode;
import chat.protocol.ErrorCode;
import chat.protocol.ProtocolException;
import chat.protocol.RoomView;
import chat.protocol.ServerMessage;
import chat.server.room.Admission;
import chat.server.room.Person;
import chat.server.room.Refusal;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client that speaks {@code chat.v1}. What it says is answered by the state it is in: {@link AwaitingHello}, with
 * the token of an account {@link CheckingToken}, then {@link Active}, at last {@link Closed}. On the channel's event loop.
 */
final class JsonSession implements Session {
    private static final Logger LOG = LoggerFactory.getLogger(JsonSession.class);

    /** The client's own wish, or a client that does not speak WebSocket well: the close frame says enough. */
    private static final Set<CloseCode> UNTOLD = Set.of(
            CloseCode.NORMAL,
            CloseCode.GOING_AWAY,
            CloseCode.PROTOCOL_ERROR,
            CloseCode.INVALID_TEXT,
            CloseCode.UNSUPPORTED_DATA);

    private static final long RETRY_MILLIS_MIN = 500;
    private static final long RETRY_MILLIS_MAX = 3_000;

    private final Connection connection;
    private final SessionServices services;
    private final ConnectionRate rate;
    private final ReadGate reads;
    private State state;

    /** One stage of a session's life. */
    sealed interface State extends ClientMessage.Handler permits AwaitingHello, CheckingToken, Active, Closed {
        /** For deadlines. */
        void onTick(long nowNanos);

        /** The channel has room again. */
        void onWritable();

        /** The session is over. */
        void end();
    }

    JsonSession(Connection connection, Client.Json client, OnlineUsers users, SessionServices services) {
        this.connection = connection;
        this.services = services;
        this.rate = new ConnectionRate(services.config(), nanoTime());
        this.reads = new ReadGate(connection, services.config().sessions().commandsUnansweredMax());
        this.state = new AwaitingHello(this, client.identity(), users);
    }

    Connection connection() {
        return connection;
    }

    SessionServices services() {
        return services;
    }

    /** What stops reading from the connection. */
    ReadGate reads() {
        return reads;
    }

    void become(State next) {
        state = next;
    }

    boolean is(State present) {
        return state == present;
    }

    void send(ServerMessage message) {
        if (message instanceof ServerMessage.Failure failure) {
            services.metrics().refusals.increment(failure.code());
        }
        connection.send(services.codec().encode(message));
    }

    /** Sends an answer that was found meanwhile, unless it is too late. */
    void answer(ServerMessage message) {
        if (!(state instanceof Closed)) {
            send(message);
        }
    }

    void fail(@Nullable Long id, ErrorCode code) {
        send(ServerMessage.Failure.of(id, code));
    }

    /** Says why something is not done, unless it is too late. */
    void refuse(@Nullable Long id, @Nullable Cid cid, Refusal why) {
        answer(failure(id, cid, why));
    }

    static ServerMessage failure(@Nullable Long id, @Nullable Cid cid, Refusal why) {
        Long retryAfterMillis =
                why.retryAfterMillis().isPresent() ? why.retryAfterMillis().getAsLong() : null;
        return new ServerMessage.Failure(id, why.code(), why.message(), null, cid, null, retryAfterMillis);
    }

    long nanoTime() {
        return services.nanoTime().getAsLong();
    }

    /** A room as somebody sees it who comes in. */
    RoomView viewOf(Admission admission, Person person) {
        return admission
                .access()
                .view(admission.topic(), person, services.clock().millis());
    }

    void tooFast(@Nullable Long id, @Nullable Cid cid, long waitNanos) {
        answer(failure(id, cid, tooFast(waitNanos)));
    }

    /** As {@link #tooFast(Long, Cid, long)}, to be told in another way. */
    Refusal tooFast(long waitNanos) {
        services.metrics().rateLimited.increment();
        return Refusal.untilNanos(ErrorCode.RATE_LIMITED, waitNanos);
    }

    @Override
    public void onText(byte[] utf8) {
        if (state instanceof Closed) {
            return;
        }
        long waitNanos = rate.take(nanoTime());
        try {
            ClientMessage message = services.codec().decode(utf8);
            if (waitNanos == 0) {
                message.accept(state);
            } else {
                Cid cid = message instanceof ClientMessage.Addition addition ? addition.cid() : null;
                tooFast(message.id(), cid, waitNanos);
                holdReads(waitNanos);
            }
        } catch (ProtocolException e) {
            services.metrics().violations.increment();
            LOG.debug("{}: {}", connection.channel().id(), e.code());
            send(e.toFailure());
            if (waitNanos > 0) {
                holdReads(waitNanos);
            }
        }
    }

    /** Whoever says too much is told so, but no more often than it might say something. */
    private void holdReads(long nanos) {
        reads.hold(true);
        connection
                .channel()
                .eventLoop()
                .schedule(
                        () -> {
                            if (!(state instanceof Closed)) {
                                reads.hold(false);
                            }
                        },
                        nanos,
                        TimeUnit.NANOSECONDS);
    }

    @Override
    public void onBinary() {
        close(CloseCode.UNSUPPORTED_DATA);
    }

    @Override
    public void onHeartbeat() {
        if (!(state instanceof Closed)) {
            send(new ServerMessage.Ping());
        }
    }

    @Override
    public void onTick(long nowNanos) {
        state.onTick(nowNanos);
    }

    @Override
    public void onWritable() {
        state.onWritable();
    }

    @Override
    public void onClosed() {
        end();
    }

    @Override
    public void close(CloseCode code) {
        if (state instanceof Closed) {
            return;
        }
        end();
        services.metrics().closes.increment(code);
        if (!UNTOLD.contains(code)) {
            send(new ServerMessage.Closing(code.code(), code.sentence(), retryAfterMillis(code)));
        }
        connection.close(code);
    }

    /** Clients that all have to back off at one moment must not all come back at one moment. */
    private static @Nullable Long retryAfterMillis(CloseCode code) {
        return code.comeBack() == CloseCode.Return.BACK_OFF
                ? ThreadLocalRandom.current().nextLong(RETRY_MILLIS_MIN, RETRY_MILLIS_MAX)
                : null;
    }

    private void end() {
        State ending = state;
        state = Closed.INSTANCE;
        ending.end();
    }
}

package chat.server.session;

import chat.protocol.ClientMessage;
import chat.protocol.CloseCode;
import chat.protocol.ErrorCode;
import chat.protocol.Limits;
import chat.protocol.ProtocolLimits;
import chat.protocol.ServerMessage;
import chat.protocol.User;
import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.auth.Guest;
import chat.server.config.ServerConfig;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Connected, but nobody yet: only {@code hello} is heard, within its deadline. */
final class AwaitingHello extends SameAnswer implements JsonSession.State {
    /** After so many bad tokens the connection is closed. */
    private static final int BAD_TOKENS_MAX = 3;

    private final JsonSession session;
    private final OnlineUsers users;
    private final long openedAtNanos;
    private int badTokens;

    AwaitingHello(JsonSession session, OnlineUsers users) {
        this.session = session;
        this.users = users;
        this.openedAtNanos = session.services().nanoTime().getAsLong();
    }

    @Override
    public void on(ClientMessage.Hello hello) {
        Optional<Guest> guest = Optional.empty();
        if (hello.token() != null) {
            guest = session.services().tokens().verify(hello.token());
            if (guest.isEmpty()) {
                badToken(hello);
                return;
            }
        }
        Optional<UserName> known = guest.map(Guest::name);
        Optional<UserName> name = Optional.ofNullable(hello.name()).or(() -> known);
        if (name.isEmpty()) {
            session.send(new ServerMessage.Failure(
                    hello.id(), ErrorCode.INVALID_NAME, ErrorCode.INVALID_NAME.sentence(), "name", null, null, null));
            return;
        }
        UserId id = guest.map(Guest::id)
                .orElseGet(() -> session.services().userIds().next());
        signIn(hello, id, name.get());
    }

    private void signIn(ClientMessage.Hello hello, UserId id, UserName name) {
        OnlineUsers.SignIn signIn = users.signIn(id, name);
        if (signIn instanceof OnlineUsers.SignIn.Taken taken) {
            session.send(new ServerMessage.Failure(
                    hello.id(),
                    ErrorCode.NAME_TAKEN,
                    ErrorCode.NAME_TAKEN.sentence(),
                    "name",
                    null,
                    taken.suggestion().value(),
                    null));
        } else if (signIn instanceof OnlineUsers.SignIn.Granted granted) {
            welcome(hello.id(), granted.user());
        }
    }

    private void welcome(@Nullable Long id, OnlineUser online) {
        SessionServices services = session.services();
        User user = online.user();
        session.become(new Active(session, online, users));
        session.send(new ServerMessage.Welcome(
                id,
                user,
                services.tokens().issue(user.id(), user.name()),
                false,
                false,
                services.rooms().epoch(),
                limits(services.config()),
                (int) TimeUnit.MILLISECONDS.toSeconds(
                        services.config().webSocket().heartbeatMillis())));
    }

    private static Limits limits(ServerConfig config) {
        ServerConfig.Sessions sessions = config.sessions();
        return new Limits(
                config.webSocket().messageBytesMax(),
                ProtocolLimits.TEXT_CODE_POINTS_MAX,
                config.rooms().roomsPerConnectionMax(),
                config.rooms().resumeEventsMax(),
                ProtocolLimits.HISTORY_PAGE_MAX,
                sessions.rateLimit() ? sessions.sendBurst() : 0,
                sessions.rateLimit() ? sessions.sendsPerSecond() : 0);
    }

    private void badToken(ClientMessage.Hello hello) {
        session.services().metrics().violations.increment();
        session.fail(hello.id(), ErrorCode.BAD_TOKEN);
        if (++badTokens == BAD_TOKENS_MAX) {
            session.close(CloseCode.NOT_AUTHENTICATED);
        }
    }

    @Override
    public void onTick(long nowNanos) {
        long limitNanos = TimeUnit.MILLISECONDS.toNanos(
                session.services().config().sessions().helloMillisMax());
        if (nowNanos - openedAtNanos >= limitNanos) {
            session.close(CloseCode.HELLO_TIMEOUT);
        }
    }

    @Override
    public void onWritable() {
        // Nothing waits before hello.
    }

    @Override
    public void end() {
        // Nobody was anybody yet.
    }

    @Override
    void answer(ClientMessage message) {
        session.fail(message.id(), ErrorCode.HELLO_FIRST);
    }
}

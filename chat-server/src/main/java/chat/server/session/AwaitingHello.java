package chat.server.session;

import chat.protocol.ClientMessage;
import chat.protocol.CloseCode;
import chat.protocol.ErrorCode;
import chat.protocol.Limits;
import chat.protocol.ProtocolLimits;
import chat.protocol.ServerMessage;
import chat.protocol.User;
import chat.protocol.UserName;
import chat.server.auth.Account;
import chat.server.auth.Addresses;
import chat.server.auth.Authenticator;
import chat.server.auth.Denied;
import chat.server.auth.Guest;
import chat.server.auth.Identity;
import chat.server.auth.Why;
import chat.server.config.ServerConfig;
import chat.server.config.SessionLimits;
import chat.server.room.Refusal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Connected, but nobody yet: only {@code hello} is heard, within its deadline. */
final class AwaitingHello extends SameAnswer implements JsonSession.State {
    /** After so many tokens that let nobody in the connection is closed. */
    private static final int REFUSALS_MAX = 3;

    private final JsonSession session;
    private final Optional<Identity> shown;
    private final OnlineUsers users;
    private final long openedAtNanos;
    private int refusals;

    /** @param shown who the upgrade request showed to be */
    AwaitingHello(JsonSession session, Optional<Identity> shown, OnlineUsers users) {
        this.session = session;
        this.shown = shown;
        this.users = users;
        this.openedAtNanos = session.services().nanoTime().getAsLong();
    }

    @Override
    public void on(ClientMessage.Hello hello) {
        String token = hello.token();
        if (token != null) {
            if (Authenticator.isGuestToken(token)) {
                guest(hello, services().authenticator().guest(token));
            } else {
                check(hello, token);
            }
        } else if (shown.isPresent()) {
            enter(hello, shown.get());
        } else if (hello.name() == null) {
            noName(hello);
        } else {
            guest(hello, Optional.of(new Guest(services().userIds().next(), hello.name())));
        }
    }

    private void guest(ClientMessage.Hello hello, Optional<Guest> guest) {
        if (!services().authenticator().allowsGuests()) {
            refuse(hello, Denied.of(Why.LOGIN_REQUIRED));
        } else if (guest.isEmpty()) {
            refuse(hello, Denied.of(Why.BAD_TOKEN));
        } else {
            enter(hello, guest.get());
        }
    }

    private void noName(ClientMessage.Hello hello) {
        session.send(new ServerMessage.Failure(
                hello.id(), ErrorCode.INVALID_NAME, ErrorCode.INVALID_NAME.sentence(), "name", null, null, null));
    }

    /** The store knows whether the device is still logged in. What the client says behind its {@code hello} waits. */
    private void check(ClientMessage.Hello hello, String token) {
        CheckingToken checking = new CheckingToken(session, this);
        session.become(checking);
        session.connection().pauseReads(true);
        services()
                .authenticator()
                .account(token)
                .whenComplete((account, failure) -> Loops.run(session.connection(), () -> {
                    if (session.is(checking)) {
                        session.become(this);
                        session.connection().pauseReads(false);
                        if (failure == null) {
                            enter(hello, account);
                        } else {
                            refuse(hello, Denied.because(failure));
                        }
                    }
                }));
    }

    private void enter(ClientMessage.Hello hello, Identity identity) {
        Optional<Denied> banned = services().authenticator().bans().on(identity, address());
        if (banned.isPresent()) {
            refuse(hello, banned.get());
            return;
        }
        if (identity instanceof Account account) {
            welcome(hello.id(), account, users.signIn(account));
            return;
        }
        UserName wished = hello.name() == null ? identity.name() : hello.name();
        OnlineUsers.SignIn signIn = users.signIn(identity.id(), wished);
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
            welcome(hello.id(), identity, granted.user());
        }
    }

    private void welcome(@Nullable Long id, Identity identity, OnlineUser online) {
        User user = online.user();
        session.become(new Active(session, identity, online, users));
        Optional<Unwelcome> unwelcome = Unwelcome.of(identity, user.name(), address(), services());
        if (unwelcome.isPresent()) {
            unwelcome.get().ban().ifPresent(ban -> session.refuse(id, null, refusal(ErrorCode.BANNED, ban)));
            session.close(unwelcome.get().code());
            return;
        }
        boolean guest = identity instanceof Guest;
        session.send(new ServerMessage.Welcome(
                id,
                user,
                guest ? services().authenticator().guestToken(user.id(), user.name()) : null,
                !guest,
                identity instanceof Account account && account.admin(),
                services().rooms().epoch(),
                limits(services().config()),
                (int) TimeUnit.MILLISECONDS.toSeconds(
                        services().config().webSocket().heartbeatMillis())));
    }

    private String address() {
        return Addresses.of(session.connection().channel().remoteAddress());
    }

    private SessionServices services() {
        return session.services();
    }

    private static Limits limits(ServerConfig config) {
        SessionLimits sessions = config.sessions();
        return new Limits(
                config.webSocket().messageBytesMax(),
                ProtocolLimits.TEXT_CODE_POINTS_MAX,
                config.rooms().roomsPerConnectionMax(),
                config.rooms().resumeEventsMax(),
                ProtocolLimits.HISTORY_PAGE_MAX,
                sessions.rateLimit() ? sessions.sendBurst() : 0,
                sessions.rateLimit() ? sessions.sendsPerSecond() : 0);
    }

    private void refuse(ClientMessage.Hello hello, Denied denied) {
        ErrorCode code = code(denied.why());
        session.refuse(hello.id(), null, refusal(code, denied));
        if (code == ErrorCode.BANNED) {
            session.close(CloseCode.BANNED);
            return;
        }
        // Whatever else it was, another try may do: the client refreshes its token, or the server has a moment again.
        if (code == ErrorCode.BAD_TOKEN || code == ErrorCode.LOGIN_REQUIRED) {
            services().metrics().violations.increment();
            if (++refusals == REFUSALS_MAX) {
                session.close(CloseCode.NOT_AUTHENTICATED);
            }
        }
    }

    static Refusal refusal(ErrorCode code, Denied denied) {
        long retry = code == ErrorCode.INTERNAL && denied.retryAfterMillis() == 0
                ? Refusal.INTERNAL_RETRY_MILLIS
                : denied.retryAfterMillis();
        if (code == ErrorCode.BANNED) {
            OptionalLong until = retry > 0 ? OptionalLong.of(retry) : OptionalLong.empty();
            return new Refusal(code, denied.sentence(), until);
        }
        return retry > 0 ? Refusal.later(code, retry) : Refusal.of(code);
    }

    private static ErrorCode code(Why why) {
        return switch (why) {
            case TOKEN_EXPIRED -> ErrorCode.TOKEN_EXPIRED;
            case BANNED -> ErrorCode.BANNED;
            case LOGIN_REQUIRED -> ErrorCode.LOGIN_REQUIRED;
            case OVERLOADED -> ErrorCode.OVERLOADED;
            case UNAVAILABLE, PROVIDER_FAILED -> ErrorCode.INTERNAL;
            default -> ErrorCode.BAD_TOKEN;
        };
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

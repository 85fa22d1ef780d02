package chat.server.session;

import chat.protocol.CloseCode;
import chat.protocol.ErrorCode;
import chat.protocol.ServerMessage;
import chat.server.auth.Account;
import chat.server.auth.Addresses;
import chat.server.auth.Denied;
import chat.server.auth.Identity;

/**
 * A connection of somebody, by which it can be told something and ended from any thread.
 *
 * @param identity what was shown when it began
 * @param endsAtNanos what was shown proves nothing from then on, {@link System#nanoTime}; 0: there is no such moment
 */
record LiveSession(Session session, Connection connection, Identity identity, long endsAtNanos) {
    /** Of somebody whose proof need not end. */
    static LiveSession of(Session session, Connection connection, Identity identity, SessionServices services) {
        if (identity instanceof Account account && account.proof() instanceof Account.Bearer) {
            long left = services.authenticator().nanosLeft(account);
            // Never 0, which means something else.
            return new LiveSession(
                    session, connection, identity, services.nanoTime().getAsLong() + left | 1);
        }
        return new LiveSession(session, connection, identity, 0);
    }

    /** Whether what was shown proves nothing any more. */
    boolean isOver(long nowNanos) {
        return endsAtNanos != 0 && nowNanos - endsAtNanos >= 0;
    }

    /** Tells a {@code chat.v1} client something that it did not ask for; any thread. */
    void tell(ServerMessage message) {
        if (session instanceof JsonSession json) {
            Loops.run(connection, () -> json.answer(message));
        }
    }

    /** Where it comes from. */
    String address() {
        return Addresses.of(connection.channel().remoteAddress());
    }

    /** Ends it because its user may not be here, and says so; any thread. */
    void endBanned(Denied why) {
        Loops.run(connection, () -> {
            if (session instanceof JsonSession json) {
                json.refuse(null, null, AwaitingHello.refusal(ErrorCode.BANNED, why));
            }
            session.close(CloseCode.BANNED);
        });
    }

    /** Ends it; any thread. */
    void end(CloseCode code) {
        Loops.run(connection, () -> session.close(code));
    }
}

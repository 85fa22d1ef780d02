package chat.server.session;

import chat.protocol.ClientMessage;
import chat.protocol.ErrorCode;

/** Has shown the token of an account, which is being looked up; nothing is read meanwhile. */
final class CheckingToken extends SameAnswer implements JsonSession.State {
    private final JsonSession session;
    private final AwaitingHello before;

    CheckingToken(JsonSession session, AwaitingHello before) {
        this.session = session;
        this.before = before;
    }

    /** The deadline of {@code hello} is this one's too. */
    @Override
    public void onTick(long nowNanos) {
        before.onTick(nowNanos);
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

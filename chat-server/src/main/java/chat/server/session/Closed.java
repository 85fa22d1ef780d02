package chat.server.session;

import chat.protocol.ClientMessage;

/** It is over: whatever still comes is not for us. */
final class Closed extends SameAnswer implements JsonSession.State {
    static final Closed INSTANCE = new Closed();

    private Closed() {}

    @Override
    void answer(ClientMessage message) {}

    @Override
    public void onTick(long nowNanos) {}

    @Override
    public void onWritable() {}

    @Override
    public void end() {}
}

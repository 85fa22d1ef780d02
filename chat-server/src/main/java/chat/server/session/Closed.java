package chat.server.session;

import chat.protocol.ClientMessage;

/** It is over: whatever still comes is not for us. */
enum Closed implements JsonSession.State {
    INSTANCE;

    @Override
    public void on(ClientMessage.Hello message) {}

    @Override
    public void on(ClientMessage.Join message) {}

    @Override
    public void on(ClientMessage.Leave message) {}

    @Override
    public void on(ClientMessage.Send message) {}

    @Override
    public void on(ClientMessage.History message) {}

    @Override
    public void on(ClientMessage.Rooms message) {}

    @Override
    public void on(ClientMessage.Members message) {}

    @Override
    public void on(ClientMessage.Typing message) {}

    @Override
    public void on(ClientMessage.CreateRoom message) {}

    @Override
    public void onTick(long nowNanos) {}

    @Override
    public void onWritable() {}

    @Override
    public void end() {}
}

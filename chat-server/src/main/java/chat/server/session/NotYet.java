package chat.server.session;

import chat.protocol.ClientMessage;
import chat.protocol.RoomMessage;

/** What a session does not offer yet. */
abstract class NotYet implements ClientMessage.Handler {
    abstract void notSupported(RoomMessage message);

    @Override
    public void on(RoomMessage.Invite message) {
        notSupported(message);
    }

    @Override
    public void on(RoomMessage.RemoveMember message) {
        notSupported(message);
    }

    @Override
    public void on(RoomMessage.SetRole message) {
        notSupported(message);
    }

    @Override
    public void on(RoomMessage.SetRoom message) {
        notSupported(message);
    }

    @Override
    public void on(RoomMessage.Direct message) {
        notSupported(message);
    }

    @Override
    public void on(RoomMessage.DeleteRoom message) {
        notSupported(message);
    }

    @Override
    public void on(RoomMessage.Kick message) {
        notSupported(message);
    }

    @Override
    public void on(RoomMessage.Restrict message) {
        notSupported(message);
    }

    @Override
    public void on(RoomMessage.Restrictions message) {
        notSupported(message);
    }

    @Override
    public void on(RoomMessage.Report message) {
        notSupported(message);
    }

    @Override
    public void on(RoomMessage.Reports message) {
        notSupported(message);
    }

    @Override
    public void on(RoomMessage.ResolveReport message) {
        notSupported(message);
    }

    @Override
    public void on(RoomMessage.Block message) {
        notSupported(message);
    }

    @Override
    public void on(RoomMessage.Blocks message) {
        notSupported(message);
    }

    @Override
    public void on(RoomMessage.MyRooms message) {
        notSupported(message);
    }

    @Override
    public void on(RoomMessage.FindUsers message) {
        notSupported(message);
    }
}

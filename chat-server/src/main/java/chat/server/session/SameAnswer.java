package chat.server.session;

import chat.protocol.ClientMessage;
import chat.protocol.RoomMessage;

/** Answers whatever is said in one way, where it makes no difference what it is. */
abstract class SameAnswer implements ClientMessage.Handler {
    abstract void answer(ClientMessage message);

    @Override
    public void on(ClientMessage.Hello message) {
        answer(message);
    }

    @Override
    public void on(ClientMessage.Join message) {
        answer(message);
    }

    @Override
    public void on(ClientMessage.Leave message) {
        answer(message);
    }

    @Override
    public void on(ClientMessage.Send message) {
        answer(message);
    }

    @Override
    public void on(ClientMessage.Edit message) {
        answer(message);
    }

    @Override
    public void on(ClientMessage.Delete message) {
        answer(message);
    }

    @Override
    public void on(ClientMessage.React message) {
        answer(message);
    }

    @Override
    public void on(ClientMessage.Pin message) {
        answer(message);
    }

    @Override
    public void on(ClientMessage.SetTopic message) {
        answer(message);
    }

    @Override
    public void on(ClientMessage.History message) {
        answer(message);
    }

    @Override
    public void on(ClientMessage.Versions message) {
        answer(message);
    }

    @Override
    public void on(ClientMessage.Pins message) {
        answer(message);
    }

    @Override
    public void on(ClientMessage.Read message) {
        answer(message);
    }

    @Override
    public void on(ClientMessage.Unread message) {
        answer(message);
    }

    @Override
    public void on(ClientMessage.Search message) {
        answer(message);
    }

    @Override
    public void on(ClientMessage.Rooms message) {
        answer(message);
    }

    @Override
    public void on(ClientMessage.Members message) {
        answer(message);
    }

    @Override
    public void on(ClientMessage.Typing message) {
        answer(message);
    }

    @Override
    public void on(ClientMessage.CreateRoom message) {
        answer(message);
    }

    @Override
    public void on(RoomMessage.Invite message) {
        answer(message);
    }

    @Override
    public void on(RoomMessage.RemoveMember message) {
        answer(message);
    }

    @Override
    public void on(RoomMessage.SetRole message) {
        answer(message);
    }

    @Override
    public void on(RoomMessage.SetRoom message) {
        answer(message);
    }

    @Override
    public void on(RoomMessage.Direct message) {
        answer(message);
    }

    @Override
    public void on(RoomMessage.DeleteRoom message) {
        answer(message);
    }

    @Override
    public void on(RoomMessage.Kick message) {
        answer(message);
    }

    @Override
    public void on(RoomMessage.Restrict message) {
        answer(message);
    }

    @Override
    public void on(RoomMessage.Restrictions message) {
        answer(message);
    }

    @Override
    public void on(RoomMessage.Report message) {
        answer(message);
    }

    @Override
    public void on(RoomMessage.Reports message) {
        answer(message);
    }

    @Override
    public void on(RoomMessage.ResolveReport message) {
        answer(message);
    }

    @Override
    public void on(RoomMessage.Block message) {
        answer(message);
    }

    @Override
    public void on(RoomMessage.Blocks message) {
        answer(message);
    }

    @Override
    public void on(RoomMessage.MyRooms message) {
        answer(message);
    }

    @Override
    public void on(RoomMessage.FindUsers message) {
        answer(message);
    }
}

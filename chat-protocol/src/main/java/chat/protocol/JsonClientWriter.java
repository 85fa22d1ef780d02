package chat.protocol;

import org.jspecify.annotations.Nullable;

/**
 * How every {@link ClientMessage} is written as JSON, for tools and tests. A visitor, so that a new message without a JSON form
 * does not compile.
 */
record JsonClientWriter(JsonWriter out) implements ClientMessage.Handler {
    static void write(ClientMessage message, JsonWriter out) {
        out.object(() -> message.accept(new JsonClientWriter(out)));
    }

    private JsonWriter start(String type, ClientMessage message) {
        return out.text("type", type).number("id", message.id());
    }

    @Override
    public void on(ClientMessage.Hello message) {
        UserName name = message.name();
        start("hello", message).text("name", name == null ? null : name.value()).text("token", message.token());
    }

    @Override
    public void on(ClientMessage.Join message) {
        start("join", message)
                .text("room", message.room().value())
                .number("after", message.after())
                .text("epoch", message.epoch());
    }

    @Override
    public void on(ClientMessage.Leave message) {
        start("leave", message).text("room", message.room().value());
    }

    @Override
    public void on(ClientMessage.Send message) {
        start("send", message)
                .text("room", message.room().value())
                .text("cid", message.cid().value())
                .text("text", message.text().value())
                .number("replyTo", message.replyTo());
    }

    private JsonWriter addition(String type, ClientMessage.Addition message) {
        return start(type, message)
                .text("room", message.room().value())
                .text("cid", message.cid().value());
    }

    @Override
    public void on(ClientMessage.Edit message) {
        addition("edit", message)
                .number("target", message.target())
                .text("text", message.text().value());
    }

    @Override
    public void on(ClientMessage.Delete message) {
        addition("delete", message).number("target", message.target());
    }

    @Override
    public void on(ClientMessage.React message) {
        addition("react", message)
                .number("target", message.target())
                .text("emoji", message.emoji().value())
                .flag("on", message.on());
    }

    @Override
    public void on(ClientMessage.Pin message) {
        addition("pin", message).number("target", message.target()).flag("on", message.on());
    }

    @Override
    public void on(ClientMessage.SetTopic message) {
        addition("setTopic", message).text("topic", message.topic().value());
    }

    @Override
    public void on(ClientMessage.Read message) {
        start("read", message).text("room", message.room().value()).number("seq", message.seq());
    }

    @Override
    public void on(ClientMessage.Unread message) {
        RoomName after = message.after();
        start("unread", message)
                .text("after", after == null ? null : after.value())
                .number("limit", message.limit());
    }

    @Override
    public void on(ClientMessage.Search message) {
        RoomName room = message.room();
        UserId from = message.from();
        start("search", message)
                .text("query", message.query())
                .text("room", room == null ? null : room.value())
                .text("from", from == null ? null : from.value())
                .text("cursor", message.cursor())
                .number("limit", message.limit());
    }

    @Override
    public void on(ClientMessage.Versions message) {
        start("versions", message).text("room", message.room().value()).number("target", message.target());
    }

    @Override
    public void on(ClientMessage.Pins message) {
        start("pins", message).text("room", message.room().value());
    }

    @Override
    public void on(ClientMessage.History message) {
        start("history", message)
                .text("room", message.room().value())
                .number("before", message.before())
                .number("after", message.after())
                .number("around", message.around())
                .number("thread", message.thread())
                .number("limit", message.limit());
    }

    @Override
    public void on(ClientMessage.Rooms message) {
        RoomName after = message.after();
        start("rooms", message)
                .text("after", after == null ? null : after.value())
                .number("limit", message.limit());
    }

    @Override
    public void on(ClientMessage.Members message) {
        UserId after = message.after();
        start("members", message)
                .text("room", message.room().value())
                .text("after", after == null ? null : after.value())
                .number("limit", message.limit());
    }

    @Override
    public void on(ClientMessage.Typing message) {
        start("typing", message).text("room", message.room().value());
    }

    @Override
    public void on(ClientMessage.CreateRoom message) {
        RoomName room = message.room();
        Cid cid = message.cid();
        RoomTitle title = message.title();
        Description description = message.description();
        start("createRoom", message)
                .text("room", room == null ? null : room.value())
                .text("cid", cid == null ? null : cid.value())
                .text("title", title == null ? null : title.value())
                .text("description", description == null ? null : description.value())
                .text("visibility", message.visibility().wireName());
    }

    @Override
    public void on(RoomMessage.Invite message) {
        addition("invite", message)
                .text("user", message.user().value())
                .text("role", message.role().wireName());
    }

    @Override
    public void on(RoomMessage.RemoveMember message) {
        addition("removeMember", message).text("user", message.user().value());
    }

    @Override
    public void on(RoomMessage.SetRole message) {
        addition("setRole", message)
                .text("user", message.user().value())
                .text("role", message.role().wireName());
    }

    @Override
    public void on(RoomMessage.SetRoom message) {
        SettingsChange change = message.change();
        RoomTitle title = change.title();
        Description description = change.description();
        Posting posting = change.posting();
        addition("setRoom", message)
                .text("title", title == null ? null : title.value())
                .text("description", description == null ? null : description.value())
                .text("posting", posting == null ? null : posting.wireName())
                .flag("archived", change.archived())
                .number("slowSeconds", change.slowSeconds());
    }

    @Override
    public void on(RoomMessage.Direct message) {
        start("direct", message).strings("users", message.users(), UserId::value);
    }

    @Override
    public void on(RoomMessage.DeleteRoom message) {
        start("deleteRoom", message).text("room", message.room().value());
    }

    @Override
    public void on(RoomMessage.Kick message) {
        start("kick", message)
                .text("room", message.room().value())
                .text("user", message.user().value())
                .text("reason", text(message.reason()));
    }

    @Override
    public void on(RoomMessage.Restrict message) {
        start("restrict", message)
                .text("room", message.room().value())
                .text("user", message.user().value())
                .text("kind", message.kind().wireName())
                .flag("on", message.on())
                .number("seconds", message.seconds())
                .flag("byAddress", message.byAddress())
                .text("reason", text(message.reason()));
    }

    @Override
    public void on(RoomMessage.Restrictions message) {
        UserId after = message.after();
        start("restrictions", message)
                .text("room", message.room().value())
                .text("after", after == null ? null : after.value())
                .number("limit", message.limit());
    }

    @Override
    public void on(RoomMessage.Report message) {
        start("report", message)
                .text("room", message.room().value())
                .number("target", message.target())
                .text("reason", message.reason().value());
    }

    @Override
    public void on(RoomMessage.Reports message) {
        start("reports", message)
                .text("room", message.room().value())
                .number("after", message.after())
                .number("limit", message.limit());
    }

    @Override
    public void on(RoomMessage.ResolveReport message) {
        start("resolveReport", message)
                .text("room", message.room().value())
                .number("report", message.report())
                .text("outcome", message.outcome().wireName());
    }

    @Override
    public void on(RoomMessage.Block message) {
        start("block", message).text("user", message.user().value()).flag("on", message.on());
    }

    @Override
    public void on(RoomMessage.Blocks message) {
        start("blocks", message);
    }

    @Override
    public void on(RoomMessage.MyRooms message) {
        RoomName after = message.after();
        start("myRooms", message)
                .text("after", after == null ? null : after.value())
                .number("limit", message.limit());
    }

    @Override
    public void on(RoomMessage.FindUsers message) {
        start("findUsers", message).text("query", message.query()).number("limit", message.limit());
    }

    private static @Nullable String text(@Nullable Reason reason) {
        return reason == null ? null : reason.value();
    }
}

package chat.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON form of every {@link ClientMessage}: how it is read and, for tools and tests, how it is written. */
final class JsonClientMessages {
    private static final String PRINTABLE_RULE = "visible ASCII characters, 1 to ";

    private interface Reader {
        ClientMessage read(JsonFields fields) throws ProtocolException;
    }

    private static final Map<String, Reader> READERS = Map.of(
            "hello", JsonClientMessages::hello,
            "join", JsonClientMessages::join,
            "leave", fields -> new ClientMessage.Leave(id(fields), room(fields)),
            "send", JsonClientMessages::send,
            "history", JsonClientMessages::history,
            "rooms", JsonClientMessages::rooms,
            "members", JsonClientMessages::members,
            "typing", fields -> new ClientMessage.Typing(id(fields), room(fields)),
            "createRoom", JsonClientMessages::createRoom);

    private JsonClientMessages() {}

    static ClientMessage read(JsonFields fields) throws ProtocolException {
        Reader reader = READERS.get(fields.requiredText("type"));
        if (reader == null) {
            throw new ProtocolException(ErrorCode.UNKNOWN_TYPE, "type", ErrorCode.UNKNOWN_TYPE.sentence());
        }
        return reader.read(fields);
    }

    private static ClientMessage hello(JsonFields fields) throws ProtocolException {
        String name = fields.text("name");
        return new ClientMessage.Hello(
                id(fields),
                name == null ? null : UserName.parse(name),
                printable(fields, "token", ProtocolLimits.TOKEN_LENGTH_MAX));
    }

    private static ClientMessage join(JsonFields fields) throws ProtocolException {
        return new ClientMessage.Join(
                id(fields),
                room(fields),
                fields.integer("after", 0, JsonFields.INTEGER_MAX),
                printable(fields, "epoch", ProtocolLimits.EPOCH_LENGTH_MAX));
    }

    private static ClientMessage send(JsonFields fields) throws ProtocolException {
        return new ClientMessage.Send(
                id(fields),
                room(fields),
                Cid.parse(fields.requiredText("cid")),
                MessageText.parse(fields.requiredText("text")),
                fields.integer("replyTo", 1, JsonFields.INTEGER_MAX));
    }

    private static ClientMessage history(JsonFields fields) throws ProtocolException {
        Long before = fields.integer("before", 0, JsonFields.INTEGER_MAX);
        Long after = fields.integer("after", 0, JsonFields.INTEGER_MAX);
        if (before != null && after != null) {
            throw JsonFields.invalid("after", "must not stand beside before");
        }
        return new ClientMessage.History(
                id(fields), room(fields), before, after, limit(fields, ProtocolLimits.HISTORY_PAGE_MAX));
    }

    private static ClientMessage rooms(JsonFields fields) throws ProtocolException {
        return new ClientMessage.Rooms(id(fields), roomAfter(fields), limit(fields, ProtocolLimits.LIST_PAGE_MAX));
    }

    private static ClientMessage members(JsonFields fields) throws ProtocolException {
        return new ClientMessage.Members(
                id(fields), room(fields), userAfter(fields), limit(fields, ProtocolLimits.LIST_PAGE_MAX));
    }

    private static ClientMessage createRoom(JsonFields fields) throws ProtocolException {
        String title = fields.text("title");
        String visibility = fields.text("visibility");
        return new ClientMessage.CreateRoom(
                id(fields),
                room(fields),
                title == null ? null : RoomTitle.parse(title),
                visibility == null ? Visibility.PUBLIC : Visibility.parse(visibility));
    }

    private static @Nullable Long id(JsonFields fields) throws ProtocolException {
        return fields.integer("id", -JsonFields.INTEGER_MAX, JsonFields.INTEGER_MAX);
    }

    private static RoomName room(JsonFields fields) throws ProtocolException {
        return RoomName.parse(fields.requiredText("room"));
    }

    private static @Nullable RoomName roomAfter(JsonFields fields) throws ProtocolException {
        String after = fields.text("after");
        try {
            return after == null ? null : RoomName.parse(after);
        } catch (ProtocolException e) {
            throw JsonFields.invalid("after", "must be the name of a room");
        }
    }

    private static @Nullable UserId userAfter(JsonFields fields) throws ProtocolException {
        String after = fields.text("after");
        try {
            return after == null ? null : UserId.parse(after);
        } catch (ProtocolException e) {
            throw JsonFields.invalid("after", "must be the id of a user");
        }
    }

    private static @Nullable Integer limit(JsonFields fields, int max) throws ProtocolException {
        Long limit = fields.integer("limit", 1, max);
        return limit == null ? null : limit.intValue();
    }

    /** What the server made and the client only keeps. */
    private static @Nullable String printable(JsonFields fields, String name, int lengthMax) throws ProtocolException {
        String text = fields.text(name);
        if (text == null) {
            return null;
        }
        if (text.isEmpty() || text.length() > lengthMax || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw JsonFields.invalid(name, PRINTABLE_RULE + lengthMax);
        }
        return text;
    }

    static void write(ClientMessage message, JsonWriter out) {
        out.object(() -> message.accept(new Writer(out)));
    }

    /** A visitor, so that a new message without a JSON form does not compile. */
    private record Writer(JsonWriter out) implements ClientMessage.Handler {
        private JsonWriter start(String type, ClientMessage message) {
            return out.text("type", type).number("id", message.id());
        }

        @Override
        public void on(ClientMessage.Hello message) {
            UserName name = message.name();
            start("hello", message)
                    .text("name", name == null ? null : name.value())
                    .text("token", message.token());
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

        @Override
        public void on(ClientMessage.History message) {
            start("history", message)
                    .text("room", message.room().value())
                    .number("before", message.before())
                    .number("after", message.after())
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
            RoomTitle title = message.title();
            start("createRoom", message)
                    .text("room", message.room().value())
                    .text("title", title == null ? null : title.value())
                    .text("visibility", message.visibility().wireName());
        }
    }
}

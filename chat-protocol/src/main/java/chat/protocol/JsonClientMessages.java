package chat.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How every {@link ClientMessage} is read from JSON; {@link JsonClientWriter} has the other direction. */
final class JsonClientMessages {
    private static final String PRINTABLE_RULE = "visible ASCII characters, 1 to ";

    /** Reads one kind of message. */
    interface Reader {
        ClientMessage read(JsonFields fields) throws ProtocolException;
    }

    private static final Map<String, Reader> READERS = Map.ofEntries(
            Map.entry("hello", JsonClientMessages::hello),
            Map.entry("join", JsonClientMessages::join),
            Map.entry("leave", fields -> new ClientMessage.Leave(id(fields), room(fields))),
            Map.entry("send", JsonClientMessages::send),
            Map.entry("edit", JsonClientMessages::edit),
            Map.entry("delete", JsonClientMessages::delete),
            Map.entry("react", JsonClientMessages::react),
            Map.entry("pin", JsonClientMessages::pin),
            Map.entry("setTopic", JsonClientMessages::setTopic),
            Map.entry("history", JsonClientMessages::history),
            Map.entry("versions", fields -> new ClientMessage.Versions(id(fields), room(fields), target(fields))),
            Map.entry("pins", fields -> new ClientMessage.Pins(id(fields), room(fields))),
            Map.entry("read", JsonClientMessages::readUpTo),
            Map.entry("unread", JsonClientMessages::unread),
            Map.entry("search", JsonClientMessages::search),
            Map.entry("rooms", JsonClientMessages::rooms),
            Map.entry("members", JsonClientMessages::members),
            Map.entry("typing", fields -> new ClientMessage.Typing(id(fields), room(fields))),
            Map.entry("createRoom", JsonClientMessages::createRoom));

    private JsonClientMessages() {}

    static ClientMessage read(JsonFields fields) throws ProtocolException {
        String type = fields.requiredText("type");
        Reader reader = READERS.containsKey(type) ? READERS.get(type) : JsonRoomRequests.READERS.get(type);
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
                cid(fields),
                MessageText.parse(fields.requiredText("text")),
                fields.integer("replyTo", 1, JsonFields.INTEGER_MAX));
    }

    private static ClientMessage history(JsonFields fields) throws ProtocolException {
        Long before = fields.integer("before", 0, JsonFields.INTEGER_MAX);
        Long after = fields.integer("after", 0, JsonFields.INTEGER_MAX);
        Long around = fields.integer("around", 1, JsonFields.INTEGER_MAX);
        Long thread = fields.integer("thread", 1, JsonFields.INTEGER_MAX);
        if (before != null && after != null) {
            throw JsonFields.invalid("after", "must not stand beside before");
        }
        if (around != null && (before != null || after != null || thread != null)) {
            throw JsonFields.invalid("around", "must not stand beside before, after or thread");
        }
        int limitMax = ProtocolLimits.HISTORY_PAGE_MAX;
        return new ClientMessage.History(
                id(fields), room(fields), before, after, around, thread, limit(fields, limitMax));
    }

    private static ClientMessage edit(JsonFields fields) throws ProtocolException {
        MessageText text = MessageText.parse(fields.requiredText("text"));
        return new ClientMessage.Edit(id(fields), room(fields), cid(fields), target(fields), text);
    }

    private static ClientMessage delete(JsonFields fields) throws ProtocolException {
        return new ClientMessage.Delete(id(fields), room(fields), cid(fields), target(fields));
    }

    private static ClientMessage react(JsonFields fields) throws ProtocolException {
        Emoji emoji = Emoji.parse(fields.requiredText("emoji"));
        return new ClientMessage.React(id(fields), room(fields), cid(fields), target(fields), emoji, on(fields));
    }

    private static ClientMessage pin(JsonFields fields) throws ProtocolException {
        return new ClientMessage.Pin(id(fields), room(fields), cid(fields), target(fields), on(fields));
    }

    private static ClientMessage setTopic(JsonFields fields) throws ProtocolException {
        Topic topic = Topic.parse(fields.requiredText("topic"));
        return new ClientMessage.SetTopic(id(fields), room(fields), cid(fields), topic);
    }

    private static ClientMessage readUpTo(JsonFields fields) throws ProtocolException {
        return new ClientMessage.Read(
                id(fields), room(fields), fields.requiredInteger("seq", 0, JsonFields.INTEGER_MAX));
    }

    private static ClientMessage unread(JsonFields fields) throws ProtocolException {
        return new ClientMessage.Unread(id(fields), roomAfter(fields), limit(fields, ProtocolLimits.LIST_PAGE_MAX));
    }

    private static ClientMessage search(JsonFields fields) throws ProtocolException {
        String room = fields.text("room");
        return new ClientMessage.Search(
                id(fields),
                query(fields),
                room == null ? null : RoomName.parse(room),
                user(fields, "from"),
                printable(fields, "cursor", ProtocolLimits.CURSOR_LENGTH_MAX),
                limit(fields, ProtocolLimits.SEARCH_PAGE_MAX));
    }

    private static String query(JsonFields fields) throws ProtocolException {
        String query = fields.requiredText("query");
        if (query.isEmpty()
                || query.codePointCount(0, query.length()) > ProtocolLimits.QUERY_CODE_POINTS_MAX
                || query.codePoints().anyMatch(c -> Characters.isControl(c) || Characters.isSurrogate(c))) {
            throw JsonFields.invalid("query", "1 to 200 characters, no control characters");
        }
        return query;
    }

    private static ClientMessage rooms(JsonFields fields) throws ProtocolException {
        return new ClientMessage.Rooms(id(fields), roomAfter(fields), limit(fields, ProtocolLimits.LIST_PAGE_MAX));
    }

    private static ClientMessage members(JsonFields fields) throws ProtocolException {
        return new ClientMessage.Members(
                id(fields), room(fields), user(fields, "after"), limit(fields, ProtocolLimits.LIST_PAGE_MAX));
    }

    private static ClientMessage createRoom(JsonFields fields) throws ProtocolException {
        String room = fields.text("room");
        String cid = fields.text("cid");
        String title = fields.text("title");
        String description = fields.text("description");
        String wish = fields.text("visibility");
        Visibility visibility = wish == null ? Visibility.PUBLIC : Visibility.parse(wish);
        return new ClientMessage.CreateRoom(
                id(fields),
                room == null && visibility == Visibility.PRIVATE ? null : room(fields),
                cid == null && visibility == Visibility.PUBLIC ? null : cid(fields),
                title == null ? null : RoomTitle.parse(title),
                description == null ? null : Description.parse(description),
                visibility);
    }

    static @Nullable Long id(JsonFields fields) throws ProtocolException {
        return fields.integer("id", -JsonFields.INTEGER_MAX, JsonFields.INTEGER_MAX);
    }

    static RoomName room(JsonFields fields) throws ProtocolException {
        return RoomName.parse(fields.requiredText("room"));
    }

    static @Nullable RoomName roomAfter(JsonFields fields) throws ProtocolException {
        String after = fields.text("after");
        try {
            return after == null ? null : RoomName.parse(after);
        } catch (ProtocolException e) {
            throw JsonFields.invalid("after", "must be the name of a room");
        }
    }

    static @Nullable UserId user(JsonFields fields, String name) throws ProtocolException {
        String id = fields.text(name);
        try {
            return id == null ? null : UserId.parse(id);
        } catch (ProtocolException e) {
            throw JsonFields.invalid(name, "must be the id of a user");
        }
    }

    static Cid cid(JsonFields fields) throws ProtocolException {
        return Cid.parse(fields.requiredText("cid"));
    }

    static long target(JsonFields fields) throws ProtocolException {
        return fields.requiredInteger("target", 1, JsonFields.INTEGER_MAX);
    }

    static boolean on(JsonFields fields) throws ProtocolException {
        Boolean on = fields.flag("on");
        return on == null || on;
    }

    static @Nullable Integer limit(JsonFields fields, int max) throws ProtocolException {
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
}

package chat.protocol;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The JSON form of every {@link ServerMessage}: {@code type} first, then the fields in the order of the record. */
final class JsonServerMessages {

    private interface Fields<M> {
        void write(M message, JsonWriter out);
    }

    private record Shape<M extends ServerMessage>(Class<M> message, String type, Fields<M> fields) {
        void write(ServerMessage any, JsonWriter out) {
            out.text("type", type);
            fields.write(message.cast(any), out);
        }
    }

    private static final Map<Class<?>, Shape<?>> SHAPES = Stream.<Shape<?>>of(
                    new Shape<>(RoomEvent.Posted.class, "posted", JsonServerMessages::posted),
                    new Shape<>(ServerMessage.Welcome.class, "welcome", JsonServerMessages::welcome),
                    new Shape<>(ServerMessage.Joined.class, "joined", JsonServerMessages::joined),
                    new Shape<>(ServerMessage.Reset.class, "reset", JsonServerMessages::reset),
                    new Shape<>(ServerMessage.Live.class, "live", JsonServerMessages::live),
                    new Shape<>(ServerMessage.Ack.class, "ack", JsonServerMessages::ack),
                    new Shape<>(ServerMessage.History.class, "history", JsonServerMessages::history),
                    new Shape<>(ServerMessage.Rooms.class, "rooms", JsonServerMessages::rooms),
                    new Shape<>(ServerMessage.Members.class, "members", JsonServerMessages::members),
                    new Shape<>(ServerMessage.RoomCreated.class, "roomCreated", JsonServerMessages::roomCreated),
                    new Shape<>(ServerMessage.Entered.class, "entered", JsonServerMessages::entered),
                    new Shape<>(ServerMessage.Left.class, "left", JsonServerMessages::left),
                    new Shape<>(ServerMessage.Typing.class, "typing", JsonServerMessages::typing),
                    new Shape<>(ServerMessage.Presence.class, "presence", JsonServerMessages::presence),
                    new Shape<>(ServerMessage.Ping.class, "ping", (message, out) -> {}),
                    new Shape<>(ServerMessage.Failure.class, "error", JsonServerMessages::failure),
                    new Shape<>(ServerMessage.Closing.class, "closing", JsonServerMessages::closing))
            .collect(Collectors.toUnmodifiableMap(Shape::message, Function.identity()));

    private JsonServerMessages() {}

    static void write(ServerMessage message, JsonWriter out) {
        Shape<?> shape = SHAPES.get(message.getClass());
        if (shape == null) {
            throw new IllegalStateException(
                    "message: " + message.getClass().getName() + " (expected: a JSON form here)");
        }
        out.object(() -> shape.write(message, out));
    }

    private static void posted(RoomEvent.Posted message, JsonWriter out) {
        out.text("room", message.room().value()).number("seq", message.seq()).number("at", message.at());
        author("from", message.from(), out);
        out.text("cid", message.cid().value())
                .text("text", message.text().value())
                .number("replyTo", message.replyTo());
    }

    private static void welcome(ServerMessage.Welcome message, JsonWriter out) {
        Limits limits = message.limits();
        out.number("id", message.id())
                .object("user", () -> user(message.user(), out))
                .text("token", message.token())
                .text("epoch", message.epoch())
                .object("limits", () -> limits(limits, out))
                .number("heartbeatSeconds", message.heartbeatSeconds());
    }

    private static void limits(Limits limits, JsonWriter out) {
        out.number("frameBytes", limits.frameBytes())
                .number("textCodePoints", limits.textCodePoints())
                .number("roomsPerConnection", limits.roomsPerConnection())
                .number("resumeEvents", limits.resumeEvents())
                .number("historyPage", limits.historyPage())
                .number("sendBurst", limits.sendBurst())
                .number("sendsPerSecond", limits.sendsPerSecond());
    }

    private static void joined(ServerMessage.Joined message, JsonWriter out) {
        out.number("id", message.id())
                .text("room", message.room().value())
                .text("title", message.title().value())
                .number("seq", message.seq())
                .number("count", message.count());
        users("members", message.members(), out);
    }

    private static void reset(ServerMessage.Reset message, JsonWriter out) {
        out.number("id", message.id())
                .text("room", message.room().value())
                .text("title", message.title().value())
                .number("seq", message.seq())
                .text("epoch", message.epoch())
                .number("count", message.count());
        users("members", message.members(), out);
        events("events", message.events(), out);
    }

    private static void live(ServerMessage.Live message, JsonWriter out) {
        out.text("room", message.room().value());
    }

    private static void ack(ServerMessage.Ack message, JsonWriter out) {
        out.number("id", message.id())
                .text("room", message.room().value())
                .text("cid", message.cid().value())
                .number("seq", message.seq())
                .number("at", message.at())
                .flag("duplicate", message.duplicate());
    }

    private static void history(ServerMessage.History message, JsonWriter out) {
        out.number("id", message.id()).text("room", message.room().value());
        events("events", message.events(), out);
        out.flag("more", message.more());
    }

    private static void rooms(ServerMessage.Rooms message, JsonWriter out) {
        out.number("id", message.id())
                .list(
                        "rooms",
                        message.rooms(),
                        room -> out.object(() -> out.text("room", room.room().value())
                                .text("title", room.title().value())
                                .number("members", room.members())
                                .number("seq", room.seq())))
                .flag("more", message.more());
    }

    private static void members(ServerMessage.Members message, JsonWriter out) {
        out.number("id", message.id()).text("room", message.room().value()).number("count", message.count());
        users("members", message.members(), out);
        out.flag("more", message.more());
    }

    private static void roomCreated(ServerMessage.RoomCreated message, JsonWriter out) {
        out.number("id", message.id())
                .text("room", message.room().value())
                .text("title", message.title().value())
                .text("visibility", message.visibility().wireName())
                .flag("created", message.created());
    }

    private static void entered(ServerMessage.Entered message, JsonWriter out) {
        out.text("room", message.room().value())
                .object("user", () -> user(message.user(), out))
                .number("count", message.count());
    }

    private static void left(ServerMessage.Left message, JsonWriter out) {
        out.number("id", message.id()).text("room", message.room().value());
        author("user", message.user(), out);
        out.number("count", message.count());
    }

    private static void typing(ServerMessage.Typing message, JsonWriter out) {
        out.text("room", message.room().value());
        author("user", message.user(), out);
    }

    private static void presence(ServerMessage.Presence message, JsonWriter out) {
        out.text("room", message.room().value()).number("count", message.count());
    }

    private static void failure(ServerMessage.Failure message, JsonWriter out) {
        Cid cid = message.cid();
        out.number("id", message.id())
                .text("code", message.code().wireName())
                .text("message", message.message())
                .text("field", message.field())
                .text("cid", cid == null ? null : cid.value())
                .text("suggestion", message.suggestion())
                .number("retryAfterMillis", message.retryAfterMillis());
    }

    private static void closing(ServerMessage.Closing message, JsonWriter out) {
        out.number("code", message.code())
                .text("reason", message.reason())
                .number("retryAfterMillis", message.retryAfterMillis());
    }

    private static void events(String name, List<RoomEvent> events, JsonWriter out) {
        out.list(name, events, event -> write(event, out));
    }

    private static void users(String name, List<User> users, JsonWriter out) {
        out.list(name, users, user -> out.object(() -> user(user, out)));
    }

    private static void user(User user, JsonWriter out) {
        out.text("id", user.id().value())
                .text("name", user.name().value())
                .text("color", user.color())
                .text("initials", user.initials());
    }

    private static void author(String name, Author author, JsonWriter out) {
        out.object(
                name,
                () -> out.text("id", author.id().value())
                        .text("name", author.name().value()));
    }
}

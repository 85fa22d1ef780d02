package chat.protocol;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
                    new Shape<>(RoomEvent.Posted.class, "posted", JsonRoomEvents::posted),
                    new Shape<>(RoomEvent.Edited.class, "edited", JsonRoomEvents::edited),
                    new Shape<>(RoomEvent.Deleted.class, "deleted", JsonRoomEvents::deleted),
                    new Shape<>(RoomEvent.Reacted.class, "reacted", JsonRoomEvents::reacted),
                    new Shape<>(RoomEvent.Pinned.class, "pinned", JsonRoomEvents::pinned),
                    new Shape<>(RoomEvent.TopicChanged.class, "topicChanged", JsonRoomEvents::topicChanged),
                    new Shape<>(RoomEvent.MemberAdded.class, "memberAdded", JsonRoomEvents::memberAdded),
                    new Shape<>(RoomEvent.MemberRemoved.class, "memberRemoved", JsonRoomEvents::memberRemoved),
                    new Shape<>(RoomEvent.RoleChanged.class, "roleChanged", JsonRoomEvents::roleChanged),
                    new Shape<>(RoomEvent.RoomChanged.class, "roomChanged", JsonRoomEvents::roomChanged),
                    new Shape<>(ServerMessage.Welcome.class, "welcome", JsonServerMessages::welcome),
                    new Shape<>(ServerMessage.Joined.class, "joined", JsonServerMessages::joined),
                    new Shape<>(ServerMessage.Reset.class, "reset", JsonServerMessages::reset),
                    new Shape<>(ServerMessage.Live.class, "live", JsonServerMessages::live),
                    new Shape<>(ServerMessage.Ack.class, "ack", JsonServerMessages::ack),
                    new Shape<>(ServerMessage.History.class, "history", JsonServerMessages::history),
                    new Shape<>(ServerMessage.Versions.class, "versions", JsonServerMessages::versions),
                    new Shape<>(ServerMessage.Pins.class, "pins", JsonServerMessages::pins),
                    new Shape<>(ServerMessage.ReadUpTo.class, "readUpTo", JsonServerMessages::readUpTo),
                    new Shape<>(ServerMessage.Seen.class, "seen", JsonServerMessages::seen),
                    new Shape<>(ServerMessage.Unread.class, "unread", JsonServerMessages::unread),
                    new Shape<>(ServerMessage.Found.class, "found", JsonServerMessages::found),
                    new Shape<>(ServerMessage.Rooms.class, "rooms", JsonServerMessages::rooms),
                    new Shape<>(ServerMessage.Members.class, "members", JsonServerMessages::members),
                    new Shape<>(ServerMessage.RoomCreated.class, "roomCreated", JsonServerMessages::roomCreated),
                    new Shape<>(ServerMessage.Done.class, "done", (message, out) -> out.number("id", message.id())),
                    new Shape<>(ServerMessage.MyRooms.class, "myRooms", JsonRoomMessages::myRooms),
                    new Shape<>(ServerMessage.RoomAdded.class, "roomAdded", JsonRoomMessages::roomAdded),
                    new Shape<>(ServerMessage.Removed.class, "removed", JsonRoomMessages::removed),
                    new Shape<>(ServerMessage.Standing.class, "standing", JsonRoomMessages::standing),
                    new Shape<>(ServerMessage.Restrictions.class, "restrictions", JsonRoomMessages::restrictions),
                    new Shape<>(ServerMessage.Reports.class, "reports", JsonRoomMessages::reports),
                    new Shape<>(ServerMessage.Blocks.class, "blocks", JsonRoomMessages::blocks),
                    new Shape<>(ServerMessage.Blocked.class, "blocked", JsonRoomMessages::blocked),
                    new Shape<>(ServerMessage.FoundUsers.class, "foundUsers", JsonRoomMessages::foundUsers),
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
        out.object(() -> fields(message, out));
    }

    /** Without the braces. */
    static void fields(ServerMessage message, JsonWriter out) {
        Shape<?> shape = SHAPES.get(message.getClass());
        if (shape == null) {
            throw new IllegalStateException(
                    "message: " + message.getClass().getName() + " (expected: a JSON form here)");
        }
        shape.write(message, out);
    }

    private static void welcome(ServerMessage.Welcome message, JsonWriter out) {
        Limits limits = message.limits();
        out.number("id", message.id())
                .object("user", () -> user(message.user(), out))
                .text("token", message.token())
                .flag("account", message.account())
                .flag("admin", message.admin())
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
        out.number("id", message.id());
        view(message.view(), out);
        out.number("seq", message.seq()).number("count", message.count());
        members(message.members(), out);
        seen(message.seen(), out);
    }

    private static void reset(ServerMessage.Reset message, JsonWriter out) {
        out.number("id", message.id());
        view(message.view(), out);
        out.number("seq", message.seq()).text("epoch", message.epoch()).number("count", message.count());
        members(message.members(), out);
        seen(message.seen(), out);
        events("events", message.events(), out);
    }

    private static void view(RoomView view, JsonWriter out) {
        out.text("room", view.room().value())
                .text("visibility", view.visibility().wireName());
        JsonRoomEvents.settings(view.settings(), out);
        out.text("topic", topic(view.topic()))
                .text("role", view.role().wireName())
                .number("mutedUntil", view.mutedUntil());
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
        out.number("first", message.first()).flag("more", message.more());
    }

    private static void versions(ServerMessage.Versions message, JsonWriter out) {
        out.number("id", message.id())
                .text("room", message.room().value())
                .number("target", message.target())
                .list(
                        "versions",
                        message.versions(),
                        version -> out.object(() -> out.number("seq", version.seq())
                                .number("at", version.at())
                                .text("text", version.text().value())));
    }

    private static void pins(ServerMessage.Pins message, JsonWriter out) {
        out.number("id", message.id()).text("room", message.room().value());
        events("events", message.events(), out);
    }

    private static void readUpTo(ServerMessage.ReadUpTo message, JsonWriter out) {
        out.number("id", message.id());
        mark(message.mark(), out);
    }

    private static void seen(ServerMessage.Seen message, JsonWriter out) {
        out.text("room", message.room().value());
        seen(message.mark(), out);
    }

    /** Left out when there are none, as in most rooms. */
    private static void seen(List<SeenMark> marks, JsonWriter out) {
        if (!marks.isEmpty()) {
            out.list("seen", marks, mark -> out.object(() -> seen(mark, out)));
        }
    }

    private static void seen(SeenMark mark, JsonWriter out) {
        author("user", mark.user(), out);
        out.number("seq", mark.seq());
    }

    private static void unread(ServerMessage.Unread message, JsonWriter out) {
        out.number("id", message.id())
                .list("rooms", message.rooms(), mark -> out.object(() -> mark(mark, out)))
                .flag("more", message.more());
    }

    static void mark(ReadMark mark, JsonWriter out) {
        out.text("room", mark.room().value())
                .number("seq", mark.seq())
                .number("unread", mark.unread())
                .number("mentions", mark.mentions() == 0 ? null : (Integer) mark.mentions())
                .number("asOf", mark.asOf());
    }

    private static void found(ServerMessage.Found message, JsonWriter out) {
        out.number("id", message.id())
                .list("hits", message.hits(), hit -> out.object(() -> hit(hit, out)))
                .text("next", message.next());
    }

    private static void hit(ServerMessage.Hit hit, JsonWriter out) {
        Snippet snippet = hit.snippet();
        out.object("event", () -> {
            out.text("type", "posted");
            JsonRoomEvents.posted(hit.post(), out);
        });
        out.text("snippet", snippet.text())
                .list(
                        "marks",
                        snippet.marks(),
                        mark -> out.object(() -> out.number("from", mark.from()).number("to", mark.to())));
    }

    private static void rooms(ServerMessage.Rooms message, JsonWriter out) {
        out.number("id", message.id())
                .list("rooms", message.rooms(), room -> out.object(() -> summary(room, out)))
                .flag("more", message.more());
    }

    private static void summary(RoomSummary room, JsonWriter out) {
        String description = room.description().value();
        out.text("room", room.room().value())
                .text("title", room.title().value())
                .text("topic", topic(room.topic()))
                .text("description", description.isEmpty() ? null : description)
                .text(
                        "posting",
                        room.posting() == Posting.ALL ? null : room.posting().wireName())
                .flag("archived", room.archived() ? Boolean.TRUE : null)
                .number("members", room.members())
                .number("seq", room.seq());
    }

    private static void members(ServerMessage.Members message, JsonWriter out) {
        out.number("id", message.id()).text("room", message.room().value()).number("count", message.count());
        members(message.members(), out);
        out.flag("more", message.more());
    }

    private static void members(List<RoomMember> members, JsonWriter out) {
        out.list(
                "members",
                members,
                member -> out.object(() -> {
                    user(member.user(), out);
                    out.text(
                                    "role",
                                    member.role() == Role.MEMBER
                                            ? null
                                            : member.role().wireName())
                            .flag("absent", member.absent() ? Boolean.TRUE : null);
                }));
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

    static void user(User user, JsonWriter out) {
        out.text("id", user.id().value())
                .text("name", user.name().value())
                .text("color", user.color())
                .text("initials", user.initials());
    }

    static @Nullable String topic(Topic topic) {
        return topic.value().isEmpty() ? null : topic.value();
    }

    static void author(String name, Author author, JsonWriter out) {
        out.object(
                name,
                () -> out.text("id", author.id().value())
                        .text("name", author.name().value()));
    }
}

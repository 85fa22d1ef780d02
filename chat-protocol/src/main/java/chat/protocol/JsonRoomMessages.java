package chat.protocol;

/** The JSON form of what the server says about somebody's rooms, and about keeping order in them. */
final class JsonRoomMessages {
    private JsonRoomMessages() {}

    static void myRooms(ServerMessage.MyRooms message, JsonWriter out) {
        out.number("id", message.id())
                .list("rooms", message.rooms(), room -> out.object(() -> myRoom(room, out)))
                .flag("more", message.more());
    }

    static void roomAdded(ServerMessage.RoomAdded message, JsonWriter out) {
        out.object("room", () -> myRoom(message.room(), out));
    }

    private static void myRoom(MyRoom room, JsonWriter out) {
        out.text("room", room.room().value())
                .text("visibility", room.visibility().wireName())
                .text("title", room.title().value())
                .text("topic", JsonServerMessages.topic(room.topic()))
                .text("role", room.role().wireName())
                .number("seq", room.seq());
        if (!room.people().isEmpty()) {
            out.list("people", room.people(), person -> out.object(() -> author(person, out)));
        }
        out.flag("archived", room.archived() ? Boolean.TRUE : null)
                .object("mark", () -> JsonServerMessages.mark(room.mark(), out));
    }

    private static void author(Author author, JsonWriter out) {
        out.text("id", author.id().value()).text("name", author.name().value());
    }

    static void removed(ServerMessage.Removed message, JsonWriter out) {
        Reason why = message.why();
        out.text("room", message.room().value())
                .text("reason", message.reason().wireName())
                .number("until", message.until())
                .text("why", why == null ? null : why.value());
    }

    static void standing(ServerMessage.Standing message, JsonWriter out) {
        out.text("room", message.room().value()).number("mutedUntil", message.mutedUntil());
    }

    static void restrictions(ServerMessage.Restrictions message, JsonWriter out) {
        out.number("id", message.id())
                .text("room", message.room().value())
                .list("entries", message.entries(), entry -> out.object(() -> restriction(entry, out)))
                .flag("more", message.more());
    }

    private static void restriction(Restriction entry, JsonWriter out) {
        Reason reason = entry.reason();
        JsonServerMessages.author("user", entry.user(), out);
        out.text("kind", entry.kind().wireName())
                .number("until", entry.until())
                .text("reason", reason == null ? null : reason.value());
        JsonServerMessages.author("by", entry.by(), out);
        out.number("at", entry.at()).flag("byAddress", entry.byAddress());
    }

    static void reports(ServerMessage.Reports message, JsonWriter out) {
        out.number("id", message.id())
                .text("room", message.room().value())
                .list("entries", message.entries(), entry -> out.object(() -> report(entry, out)))
                .flag("more", message.more());
    }

    private static void report(Report entry, JsonWriter out) {
        out.number("report", entry.report())
                .object("post", () -> JsonServerMessages.fields(entry.post(), out))
                .text("reason", entry.reason().value());
        JsonServerMessages.author("by", entry.by(), out);
        out.number("at", entry.at());
    }

    static void blocks(ServerMessage.Blocks message, JsonWriter out) {
        out.number("id", message.id()).list("users", message.users(), user -> out.object(() -> author(user, out)));
    }

    static void blocked(ServerMessage.Blocked message, JsonWriter out) {
        JsonServerMessages.author("user", message.user(), out);
        out.flag("on", message.on());
    }

    static void foundUsers(ServerMessage.FoundUsers message, JsonWriter out) {
        out.number("id", message.id())
                .list("users", message.users(), user -> out.object(() -> JsonServerMessages.user(user, out)));
    }
}

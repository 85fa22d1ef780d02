package chat.protocol;

/** The JSON form of the events of a room's log. */
final class JsonRoomEvents {
    private JsonRoomEvents() {}

    static void posted(RoomEvent.Posted event, JsonWriter out) {
        start(event, out).text("text", event.text().value());
        mentions("mentions", event.mentions(), out);
        out.number("replyTo", event.replyTo());
        state(event.state(), out);
    }

    /** What is as it was at first is left out. */
    private static void state(PostState state, JsonWriter out) {
        out.number("editedSeq", state.editedSeq());
        flagIfSet("deleted", state.deleted(), out);
        flagIfSet("pinned", state.pinned(), out);
        if (state.replies() > 0) {
            out.number("replies", state.replies()).number("lastReply", state.lastReply());
        }
        if (!state.reactions().isEmpty()) {
            out.list("reactions", state.reactions(), reaction -> out.object(() -> reaction(reaction, out)));
        }
    }

    private static void reaction(Reaction reaction, JsonWriter out) {
        out.text("emoji", reaction.emoji().value()).number("count", reaction.count());
        out.strings("users", reaction.users(), UserId::value);
    }

    private static void flagIfSet(String name, boolean value, JsonWriter out) {
        if (value) {
            out.flag(name, true);
        }
    }

    /** What is not there is left out: a list, and beside it a flag of the same name with {@code Room} behind it. */
    static void mentions(String name, Mentions mentions, JsonWriter out) {
        if (!mentions.users().isEmpty()) {
            out.strings(name, mentions.users(), UserId::value);
        }
        flagIfSet(name + "Room", mentions.room(), out);
    }

    static void edited(RoomEvent.Edited event, JsonWriter out) {
        change(event, out).text("text", event.text().value());
        mentions("mentions", event.mentions(), out);
    }

    static void deleted(RoomEvent.Deleted event, JsonWriter out) {
        change(event, out);
    }

    static void reacted(RoomEvent.Reacted event, JsonWriter out) {
        change(event, out)
                .text("emoji", event.emoji().value())
                .flag("on", event.on())
                .number("count", event.count());
    }

    static void pinned(RoomEvent.Pinned event, JsonWriter out) {
        change(event, out).flag("on", event.on());
    }

    static void topicChanged(RoomEvent.TopicChanged event, JsonWriter out) {
        start(event, out).text("topic", event.topic().value());
    }

    static void memberAdded(RoomEvent.MemberAdded event, JsonWriter out) {
        start(event, out);
        JsonServerMessages.author("user", event.user(), out);
        out.text("role", event.role().wireName());
    }

    static void memberRemoved(RoomEvent.MemberRemoved event, JsonWriter out) {
        start(event, out);
        JsonServerMessages.author("user", event.user(), out);
    }

    static void roleChanged(RoomEvent.RoleChanged event, JsonWriter out) {
        start(event, out);
        JsonServerMessages.author("user", event.user(), out);
        out.text("role", event.role().wireName());
    }

    static void roomChanged(RoomEvent.RoomChanged event, JsonWriter out) {
        settings(event.settings(), start(event, out));
    }

    static void settings(RoomSettings settings, JsonWriter out) {
        out.text("title", settings.title().value())
                .text("description", settings.description().value())
                .text("posting", settings.posting().wireName())
                .flag("archived", settings.archived())
                .number("slowSeconds", settings.slowSeconds());
    }

    private static JsonWriter change(RoomEvent.Change event, JsonWriter out) {
        return start(event, out).number("target", event.target());
    }

    private static JsonWriter start(RoomEvent event, JsonWriter out) {
        out.text("room", event.room().value()).number("seq", event.seq()).number("at", event.at());
        JsonServerMessages.author("from", event.from(), out);
        return out.text("cid", event.cid().value());
    }
}

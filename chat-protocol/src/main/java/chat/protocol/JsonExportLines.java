package chat.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON form of {@link ExportLine}s. */
final class JsonExportLines {
    private static final String START = "export";
    private static final String END = "exportEnd";
    private static final String MEMBER = "exportMember";

    /** Reads one kind of event. */
    private interface Reader {
        RoomEvent read(Head head, JsonFields fields) throws ProtocolException;
    }

    /** What all events have. */
    private record Head(RoomName room, long seq, long at, Author from, Cid cid) {}

    private static final Map<String, Reader> EVENTS = Map.of(
            "posted", JsonExportLines::posted,
            "edited", JsonExportLines::edited,
            "deleted", JsonExportLines::deleted,
            "reacted", JsonExportLines::reacted,
            "pinned", JsonExportLines::pinned,
            "topicChanged", JsonExportLines::topicChanged,
            "memberAdded", JsonExportLines::memberAdded,
            "memberRemoved", JsonExportLines::memberRemoved,
            "roleChanged", JsonExportLines::roleChanged,
            "roomChanged", JsonExportLines::roomChanged);

    private JsonExportLines() {}

    static void write(ExportLine line, JsonWriter out) {
        if (line instanceof ExportLine.Start start) {
            out.object(() -> start(start, out));
        } else if (line instanceof ExportLine.Member member) {
            out.object(() -> {
                out.text("type", MEMBER);
                JsonServerMessages.author("user", member.user(), out);
                out.text("role", member.role().wireName());
            });
        } else if (line instanceof ExportLine.End end) {
            out.object(() -> out.text("type", END).number("last", end.last()));
        } else {
            event((ExportLine.Event) line, out);
        }
    }

    private static void start(ExportLine.Start start, JsonWriter out) {
        out.text("type", START)
                .number("version", ExportLine.VERSION)
                .text("room", start.room().value());
        JsonRoomEvents.settings(start.settings(), out);
        out.text("topic", start.topic().value()).number("first", start.first());
    }

    private static void event(ExportLine.Event line, JsonWriter out) {
        ExportLine.Original original = line.original();
        out.object(() -> {
            JsonServerMessages.fields(line.event(), out);
            if (original != null) {
                out.text("original", original.text().value());
                JsonRoomEvents.mentions("originalMentions", original.mentions(), out);
            }
            out.number("fingerprint", line.fingerprint());
        });
    }

    static ExportLine read(JsonFields fields) throws ProtocolException {
        String type = fields.requiredText("type");
        if (type.equals(START)) {
            return start(fields);
        }
        if (type.equals(MEMBER)) {
            return new ExportLine.Member(user(fields), role(fields));
        }
        if (type.equals(END)) {
            return new ExportLine.End(fields.requiredInteger("last", 0, JsonFields.INTEGER_MAX));
        }
        Reader reader = EVENTS.get(type);
        if (reader == null) {
            throw JsonFields.invalid("type", "must be one of an export");
        }
        RoomEvent event = reader.read(head(fields), fields);
        String original = fields.text("original");
        Long fingerprint = fields.integer("fingerprint", Integer.MIN_VALUE, Integer.MAX_VALUE);
        return new ExportLine.Event(
                event,
                original == null
                        ? null
                        : new ExportLine.Original(MessageText.parse(original), mentions("originalMentions", fields)),
                fingerprint == null ? null : fingerprint.intValue());
    }

    private static ExportLine start(JsonFields fields) throws ProtocolException {
        fields.requiredInteger("version", ExportLine.VERSION, ExportLine.VERSION);
        return new ExportLine.Start(
                RoomName.parse(fields.requiredText("room")),
                settings(fields),
                Topic.parse(fields.requiredText("topic")),
                fields.requiredInteger("first", 1, JsonFields.INTEGER_MAX));
    }

    /** Files of the time when a room had only a title have no more than that. */
    private static RoomSettings settings(JsonFields fields) throws ProtocolException {
        String description = fields.text("description");
        String posting = fields.text("posting");
        Long slowSeconds = fields.integer("slowSeconds", 0, ProtocolLimits.SLOW_SECONDS_MAX);
        return new RoomSettings(
                RoomTitle.parse(fields.requiredText("title")),
                description == null ? Description.NONE : Description.parse(description),
                posting == null ? Posting.ALL : Posting.parse(posting),
                isSet("archived", fields),
                slowSeconds == null ? 0 : slowSeconds.intValue());
    }

    private static Head head(JsonFields fields) throws ProtocolException {
        return new Head(
                RoomName.parse(fields.requiredText("room")),
                fields.requiredInteger("seq", 1, JsonFields.INTEGER_MAX),
                fields.requiredInteger("at", 0, JsonFields.INTEGER_MAX),
                author("from", fields),
                Cid.parse(fields.requiredText("cid")));
    }

    private static Author author(String name, JsonFields fields) throws ProtocolException {
        return new Author(
                UserId.parse(fields.requiredText(name + ".id")), UserName.parse(fields.requiredText(name + ".name")));
    }

    private static Author user(JsonFields fields) throws ProtocolException {
        return author("user", fields);
    }

    private static Role role(JsonFields fields) throws ProtocolException {
        return Role.parse(fields.requiredText("role"));
    }

    /** Whom a text calls: a list, and beside it a flag of the same name with {@code Room} behind it. */
    private static Mentions mentions(String name, JsonFields fields) throws ProtocolException {
        List<String> texts = fields.texts(name);
        if (texts != null && texts.size() > ProtocolLimits.MENTIONS_MAX) {
            throw JsonFields.invalid(name, "must be at most " + ProtocolLimits.MENTIONS_MAX + " ids of users");
        }
        List<UserId> users = new ArrayList<>();
        for (String text : texts == null ? List.<String>of() : texts) {
            users.add(UserId.parse(text));
        }
        return new Mentions(users, isSet(name + "Room", fields));
    }

    private static RoomEvent posted(Head head, JsonFields fields) throws ProtocolException {
        boolean deleted = isSet("deleted", fields);
        MessageText text = deleted ? erased(fields) : MessageText.parse(fields.requiredText("text"));
        PostState state = deleted ? PostState.FRESH.erased() : PostState.FRESH;
        return new RoomEvent.Posted(
                head.room,
                head.seq,
                head.at,
                head.from,
                head.cid,
                text,
                deleted ? Mentions.NONE : mentions("mentions", fields),
                earlier("replyTo", head, fields),
                state);
    }

    /** What was deleted has no text, whatever a hand put there. */
    private static MessageText erased(JsonFields fields) throws ProtocolException {
        if (!fields.requiredText("text").isEmpty()) {
            throw JsonFields.invalid("text", "must be empty where deleted is true");
        }
        return MessageText.ERASED;
    }

    private static RoomEvent edited(Head head, JsonFields fields) throws ProtocolException {
        String text = fields.requiredText("text");
        MessageText kept = text.isEmpty() ? MessageText.ERASED : MessageText.parse(text);
        Mentions mentions = text.isEmpty() ? Mentions.NONE : mentions("mentions", fields);
        return new RoomEvent.Edited(
                head.room, head.seq, head.at, head.from, head.cid, target(head, fields), kept, mentions);
    }

    private static RoomEvent deleted(Head head, JsonFields fields) throws ProtocolException {
        return new RoomEvent.Deleted(head.room, head.seq, head.at, head.from, head.cid, target(head, fields));
    }

    private static RoomEvent reacted(Head head, JsonFields fields) throws ProtocolException {
        return new RoomEvent.Reacted(
                head.room,
                head.seq,
                head.at,
                head.from,
                head.cid,
                target(head, fields),
                Emoji.parse(fields.requiredText("emoji")),
                requiredFlag("on", fields),
                (int) fields.requiredInteger("count", 0, Integer.MAX_VALUE));
    }

    private static RoomEvent pinned(Head head, JsonFields fields) throws ProtocolException {
        return new RoomEvent.Pinned(
                head.room, head.seq, head.at, head.from, head.cid, target(head, fields), requiredFlag("on", fields));
    }

    private static RoomEvent topicChanged(Head head, JsonFields fields) throws ProtocolException {
        Topic topic = Topic.parse(fields.requiredText("topic"));
        return new RoomEvent.TopicChanged(head.room, head.seq, head.at, head.from, head.cid, topic);
    }

    private static RoomEvent memberAdded(Head head, JsonFields fields) throws ProtocolException {
        return new RoomEvent.MemberAdded(head.room, head.seq, head.at, head.from, head.cid, user(fields), role(fields));
    }

    private static RoomEvent memberRemoved(Head head, JsonFields fields) throws ProtocolException {
        return new RoomEvent.MemberRemoved(head.room, head.seq, head.at, head.from, head.cid, user(fields));
    }

    private static RoomEvent roleChanged(Head head, JsonFields fields) throws ProtocolException {
        return new RoomEvent.RoleChanged(head.room, head.seq, head.at, head.from, head.cid, user(fields), role(fields));
    }

    private static RoomEvent roomChanged(Head head, JsonFields fields) throws ProtocolException {
        return new RoomEvent.RoomChanged(head.room, head.seq, head.at, head.from, head.cid, settings(fields));
    }

    private static long target(Head head, JsonFields fields) throws ProtocolException {
        Long target = earlier("target", head, fields);
        if (target == null) {
            throw JsonFields.invalid("target", "is missing");
        }
        return target;
    }

    private static @Nullable Long earlier(String name, Head head, JsonFields fields) throws ProtocolException {
        return fields.integer(name, 1, head.seq - 1);
    }

    private static boolean requiredFlag(String name, JsonFields fields) throws ProtocolException {
        Boolean flag = fields.flag(name);
        if (flag == null) {
            throw JsonFields.invalid(name, "is missing");
        }
        return flag;
    }

    private static boolean isSet(String name, JsonFields fields) throws ProtocolException {
        return Boolean.TRUE.equals(fields.flag(name));
    }
}

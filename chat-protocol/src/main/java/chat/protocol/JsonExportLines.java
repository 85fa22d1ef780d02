package chat.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON form of {@link ExportLine}s. */
final class JsonExportLines {
    private static final String START = "export";
    private static final String END = "exportEnd";

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
            "topicChanged", JsonExportLines::topicChanged);

    private JsonExportLines() {}

    static void write(ExportLine line, JsonWriter out) {
        if (line instanceof ExportLine.Start start) {
            out.object(() -> out.text("type", START)
                    .number("version", ExportLine.VERSION)
                    .text("room", start.room().value())
                    .text("title", start.title().value())
                    .text("topic", start.topic().value())
                    .number("first", start.first()));
        } else if (line instanceof ExportLine.End end) {
            out.object(() -> out.text("type", END).number("last", end.last()));
        } else {
            event((ExportLine.Event) line, out);
        }
    }

    private static void event(ExportLine.Event line, JsonWriter out) {
        MessageText original = line.original();
        out.object(() -> {
            JsonServerMessages.fields(line.event(), out);
            out.text("original", original == null ? null : original.value()).number("fingerprint", line.fingerprint());
        });
    }

    static ExportLine read(JsonFields fields) throws ProtocolException {
        String type = fields.requiredText("type");
        if (type.equals(START)) {
            return start(fields);
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
                original == null ? null : MessageText.parse(original),
                fingerprint == null ? null : fingerprint.intValue());
    }

    private static ExportLine start(JsonFields fields) throws ProtocolException {
        fields.requiredInteger("version", ExportLine.VERSION, ExportLine.VERSION);
        return new ExportLine.Start(
                RoomName.parse(fields.requiredText("room")),
                RoomTitle.parse(fields.requiredText("title")),
                Topic.parse(fields.requiredText("topic")),
                fields.requiredInteger("first", 1, JsonFields.INTEGER_MAX));
    }

    private static Head head(JsonFields fields) throws ProtocolException {
        return new Head(
                RoomName.parse(fields.requiredText("room")),
                seq("seq", fields),
                fields.requiredInteger("at", 0, JsonFields.INTEGER_MAX),
                new Author(
                        UserId.parse(fields.requiredText("from.id")), UserName.parse(fields.requiredText("from.name"))),
                Cid.parse(fields.requiredText("cid")));
    }

    private static RoomEvent posted(Head head, JsonFields fields) throws ProtocolException {
        boolean deleted = isSet("deleted", fields);
        MessageText text = deleted ? erased(fields) : MessageText.parse(fields.requiredText("text"));
        PostState state = deleted ? PostState.FRESH.erased() : PostState.FRESH;
        return new RoomEvent.Posted(
                head.room, head.seq, head.at, head.from, head.cid, text, earlier("replyTo", head, fields), state);
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
        return new RoomEvent.Edited(head.room, head.seq, head.at, head.from, head.cid, target(head, fields), kept);
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

    private static long seq(String name, JsonFields fields) throws ProtocolException {
        return fields.requiredInteger(name, 1, JsonFields.INTEGER_MAX);
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

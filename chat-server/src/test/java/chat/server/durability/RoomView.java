package chat.server.durability;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/**
 * A room's log as one reader has it, kept as the protocol says: every event in its place, and what an event changes about an
 * earlier message changed there too. Two readers that know the same events have the same {@link #lines}.
 */
final class RoomView {
    private final List<Entry> entries = new ArrayList<>();
    private String topic = "";

    /** An event, and what became of it. */
    private static final class Entry {
        private final String fixed;
        private final boolean post;
        private final long replyTo;
        private final List<Entry> edits = new ArrayList<>(0);
        private final Map<String, TreeSet<String>> reactions = new TreeMap<>();
        private String text;
        private long editedSeq;
        private boolean deleted;
        private boolean pinned;
        private int replies;
        private long lastReply;

        private Entry(JsonNode event, String text) {
            this.fixed = fixed(event);
            this.post = isPost(event);
            this.replyTo = event.path("replyTo").asLong(0);
            this.text = text;
        }

        private Entry(JsonNode event) {
            this(event, event.path("text").asString(""));
            editedSeq = event.path("editedSeq").asLong(0);
            deleted = event.path("deleted").asBoolean(false);
            pinned = post && event.path("pinned").asBoolean(false);
            replies = event.path("replies").asInt(0);
            lastReply = event.path("lastReply").asLong(0);
            for (JsonNode reaction : event.path("reactions")) {
                TreeSet<String> users = new TreeSet<>();
                reaction.path("users").forEach(user -> users.add(user.asString()));
                if (users.size() != reaction.path("count").asInt()) {
                    throw new AssertionError("count: " + event + " (expected: that of its users)");
                }
                reactions.put(reaction.path("emoji").asString(), users);
            }
        }

        private static String fixed(JsonNode event) {
            StringBuilder fixed = new StringBuilder(120);
            for (String name :
                    List.of("seq", "type", "at", "cid", "replyTo", "target", "emoji", "on", "count", "topic", "room")) {
                if (event.has(name)) {
                    fixed.append(name).append('=').append(event.path(name)).append(' ');
                }
            }
            return fixed.append("from=").append(event.path("from")).toString();
        }

        private String line() {
            StringBuilder line = new StringBuilder(fixed).append(" text=").append(text);
            if (editedSeq > 0) {
                line.append(" editedSeq=").append(editedSeq);
            }
            if (replies > 0) {
                line.append(" replies=").append(replies).append('/').append(lastReply);
            }
            return line.append(deleted ? " deleted" : "")
                    .append(pinned ? " pinned" : "")
                    .append(reactions.isEmpty() ? "" : " " + reactions)
                    .toString();
        }
    }

    static boolean isPost(JsonNode event) {
        return event.path("type").asString().equals("posted");
    }

    /** A log as it must have come about: messages as they were said first, then changed by the events behind them. */
    static RoomView replay(List<JsonNode> log, UnaryOperator<String> textOfCid) {
        RoomView view = new RoomView();
        for (JsonNode event : log) {
            view.add(event, new Entry(event, textOfCid.apply(event.path("cid").asString())));
            if (event.has("target")) {
                view.requireSound(event);
            }
        }
        return view;
    }

    /** A page or log as it was told, nothing applied. */
    static List<String> linesAsTold(List<JsonNode> events) {
        return events.stream().map(event -> new Entry(event).line()).toList();
    }

    /** Takes the next event of the log, as the server told it. */
    void take(JsonNode event) {
        long seq = event.path("seq").asLong();
        if (seq != size() + 1L) {
            throw new AssertionError("seq: " + seq + " (expected: " + (size() + 1) + "): " + event);
        }
        add(event, new Entry(event));
    }

    private void add(JsonNode event, Entry entry) {
        entries.add(entry);
        if (entry.replyTo > 0) {
            Entry root = entry(entry.replyTo);
            boolean news = root.lastReply < size();
            root.replies += news ? 1 : 0;
            root.lastReply = Math.max(root.lastReply, size());
        }
        if (event.has("target")) {
            change(entry(event.path("target").asLong()), event, entry);
        } else if (event.has("topic")) {
            topic = event.path("topic").asString();
        }
    }

    private void change(Entry target, JsonNode event, Entry entry) {
        switch (event.path("type").asString()) {
            case "edited" -> {
                target.edits.add(entry);
                if (target.editedSeq < size() && !target.deleted) {
                    target.text = entry.text;
                    target.editedSeq = size();
                }
            }
            case "deleted" -> {
                target.deleted = true;
                target.pinned = false;
                target.editedSeq = 0;
                target.reactions.clear();
                target.text = "";
                target.edits.forEach(edit -> edit.text = "");
            }
            case "reacted" -> {
                if (!target.deleted) {
                    react(target, event);
                }
            }
            case "pinned" -> target.pinned = event.path("on").asBoolean() && !target.deleted;
            default -> throw new AssertionError("event: " + event + " (expected: a change)");
        }
    }

    private static void react(Entry target, JsonNode event) {
        TreeSet<String> users =
                target.reactions.computeIfAbsent(event.path("emoji").asString(), emoji -> new TreeSet<>());
        String user = event.path("from").path("id").asString();
        if (event.path("on").asBoolean()) {
            users.add(user);
        } else {
            users.remove(user);
        }
        target.reactions.values().removeIf(TreeSet::isEmpty);
    }

    /** What only holds when events are applied one after the other: nothing happens to what is gone, and counts are right. */
    private void requireSound(JsonNode event) {
        Entry target = entry(event.path("target").asLong());
        TreeSet<String> users =
                target.reactions.getOrDefault(event.path("emoji").asString(""), new TreeSet<>());
        boolean deletes = event.path("type").asString().equals("deleted");
        if (!target.post || target.deleted != deletes || event.path("count").asInt(users.size()) != users.size()) {
            throw new AssertionError("event: " + event + " (expected: one that can follow what is before it)");
        }
    }

    private Entry entry(long seq) {
        return entries.get((int) seq - 1);
    }

    /** How many events it has, which is also the newest {@code seq}. */
    int size() {
        return entries.size();
    }

    /** Whether a message stands there that was not deleted. */
    boolean isMessage(long seq) {
        return entry(seq).post && !entry(seq).deleted;
    }

    boolean isDeleted(long seq) {
        return entry(seq).deleted;
    }

    /** What an answer to this message answers: the first message of its thread. */
    long root(long seq) {
        long replyTo = seq == 0 ? 0 : entry(seq).replyTo;
        return replyTo == 0 ? seq : replyTo;
    }

    String topic() {
        return topic;
    }

    /** One line for each event, with all that is known about it. */
    List<String> lines() {
        return entries.stream().map(Entry::line).toList();
    }
}

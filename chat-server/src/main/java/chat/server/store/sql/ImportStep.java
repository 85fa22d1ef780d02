package chat.server.store.sql;

import chat.protocol.ExportLine;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.Topic;
import chat.server.store.Draft;
import chat.server.store.LogFacts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Adds events to the log of a room that nobody sees yet, as they were committed elsewhere: some at a time, one transaction of
 * the writer's. What they make of earlier messages, and the index of words, come about as they do when events are new.
 */
final class ImportStep {
    private final LogWriter log;
    private final RoomName staged;

    /** @param staged the name of the room for now */
    ImportStep(LogWriter log, RoomName staged) {
        this.log = log;
        this.staged = staged;
    }

    /**
     * Adds events.
     *
     * @return how many
     * @throws ImportException for the first that cannot stand there; the transaction is to be undone
     */
    int run(List<ExportLine.Event> lines) throws SQLException, ImportException {
        List<Work.Append> asDrafts = asDrafts(lines);
        Map<RoomName, PlannedRoom> rooms =
                new GroupLoad(log.statements(), log.dialect()).rooms(new Work.Group(asDrafts, List.of()));
        PlannedRoom room = rooms.get(staged);
        if (room == null) {
            throw ImportException.clearedUp();
        }
        Set<CidKey> taken = new HashSet<>(
                GroupLoad.cids(log.statements(), log.dialect(), asDrafts).keySet());
        GroupPlan plan = new GroupPlan(new HashMap<>(rooms), Map.of(), 0, log.takeIds(lines.size()));
        for (int i = 0; i < lines.size(); i++) {
            RoomEvent event = lines.get(i).committed();
            Optional<String> problem = problem(room, event);
            if (problem.isPresent()) {
                throw new ImportException(i, problem.get());
            }
            // A name that stands for something here already goes on doing so.
            boolean free = taken.add(new CidKey(event.from().id(), event.cid()));
            plan.replay(room, event, free ? lines.get(i).fingerprint() : null);
        }
        new GroupWrite(log.statements(), log.dialect(), plan).write();
        return lines.size();
    }

    /** What events are about is looked up as if they were drafts. */
    private List<Work.Append> asDrafts(List<ExportLine.Event> lines) {
        List<Draft> drafts = new ArrayList<>();
        lines.forEach(line -> drafts.add(asDraft(line.event())));
        return List.of(new Work.Append(staged, RoomSettings.of(staged), drafts, new CompletableFuture<>()));
    }

    private static Draft asDraft(RoomEvent event) {
        if (!(event instanceof RoomEvent.Posted) && !(event instanceof RoomEvent.Change)) {
            // It is about no message.
            return new Draft.SetTopic(event.from(), event.cid(), Topic.NONE);
        }
        if (event instanceof RoomEvent.Posted post) {
            return new Draft.Post(post.from(), post.cid(), post.text(), post.mentions(), post.replyTo());
        }
        if (event instanceof RoomEvent.Edited edit) {
            return new Draft.Edit(edit.from(), edit.cid(), edit.target(), edit.text(), edit.mentions());
        }
        if (event instanceof RoomEvent.Deleted deletion) {
            return new Draft.Delete(deletion.from(), deletion.cid(), deletion.target());
        }
        if (event instanceof RoomEvent.Reacted reaction) {
            return new Draft.React(reaction.from(), reaction.cid(), reaction.target(), reaction.emoji(), reaction.on());
        }
        RoomEvent.Pinned pin = (RoomEvent.Pinned) event;
        return new Draft.Pin(pin.from(), pin.cid(), pin.target(), pin.on());
    }

    private static Optional<String> problem(PlannedRoom room, RoomEvent event) {
        if (event.seq() != room.head() + 1) {
            return Optional.of("seq: must be " + (room.head() + 1) + ", one more than before");
        }
        if (event instanceof RoomEvent.Posted post && post.replyTo() != null && post.replyTo() >= room.first()) {
            Optional<LogFacts.Target> root = room.message(post.replyTo());
            boolean ofThread = root.isEmpty() || root.get().root().isPresent();
            return ofThread ? Optional.of("replyTo: must be a message that answers none") : Optional.empty();
        }
        return event instanceof RoomEvent.Change change ? problem(room, change) : Optional.empty();
    }

    private static Optional<String> problem(PlannedRoom room, RoomEvent.Change change) {
        Optional<LogFacts.Target> target = room.message(change.target());
        boolean blank = !(change instanceof RoomEvent.Edited edit)
                || edit.text().value().isEmpty();
        if (target.isEmpty()) {
            if (change.target() >= room.first()) {
                return Optional.of("target: must be a message");
            }
            return blank ? Optional.empty() : Optional.of("text: must be empty, because the message is gone");
        }
        // The author of a deleted one may be about to be erased: some events have the name that others had.
        if (change instanceof RoomEvent.Edited
                && !target.get().deleted()
                && !target.get().author().equals(change.from().id())) {
            return Optional.of("from: must be the author of the message");
        }
        return blank || !target.get().deleted()
                ? Optional.empty()
                : Optional.of("text: must be empty, because the message is deleted");
    }
}

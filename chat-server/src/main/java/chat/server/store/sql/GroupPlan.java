package chat.server.store.sql;

import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.server.store.Appended;
import chat.server.store.AuditEntry;
import chat.server.store.Draft;
import chat.server.store.LogRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a group of drafts will do to the log: decides about each, in order, by what {@link GroupLoad} found, and collects
 * the rows to write. No database in here.
 */
final class GroupPlan {
    private final Map<RoomName, PlannedRoom> rooms;
    private final Map<CidKey, KnownCid> cids;
    private final long at;
    private long nextId;

    private final List<NewEvent> events = new ArrayList<>();
    private final List<PlannedPost> posted = new ArrayList<>();
    private final Set<PlannedPost> changed = new LinkedHashSet<>();
    private final List<Reply> replies = new ArrayList<>();
    private final List<Reaction> reactions = new ArrayList<>();
    private final List<AuditEntry> audits = new ArrayList<>();

    /** An event to store, and the number that its draft is known by; none: it is not to be known. */
    record NewEvent(
            long id,
            PlannedRoom room,
            RoomEvent event,
            @Nullable Integer fingerprint) {}

    /** A message got an answer. */
    record Reply(PlannedRoom room, long root, long seq) {}

    /** A user's emoji under a message comes or goes. */
    record Reaction(PlannedPost post, PlannedPost.EmojiOf reactor, boolean on, long seq, long firstSeq) {}

    GroupPlan(Map<RoomName, PlannedRoom> rooms, Map<CidKey, KnownCid> cids, long at, long nextId) {
        this.rooms = rooms;
        this.cids = new HashMap<>(cids);
        this.at = at;
        this.nextId = nextId;
    }

    /** Decides about a call's drafts. */
    List<Appended> add(Work.Append append) {
        PlannedRoom room = rooms.computeIfAbsent(append.room(), name -> PlannedRoom.fresh(name, append.settings()));
        room.offer(append.settings());
        List<Appended> results = new ArrayList<>(append.drafts().size());
        for (Draft draft : append.drafts()) {
            results.add(add(room, draft));
        }
        return results;
    }

    private Appended add(PlannedRoom room, Draft draft) {
        KnownCid known = cids.get(CidKey.of(draft));
        if (known != null) {
            return known.answer(room.name(), draft);
        }
        Appended decision = LogRules.decide(draft, new LogRules.Place(room.name(), room.head() + 1, at), room);
        if (decision instanceof Appended.Committed committed) {
            commit(room, draft, committed.event());
        }
        return decision;
    }

    private void commit(PlannedRoom room, Draft draft, RoomEvent event) {
        if (room.isThere()) {
            AuditEntry.of(draft, event).ifPresent(audits::add);
        }
        int fingerprint = draft.fingerprint();
        cids.put(CidKey.of(draft), new KnownCid(room.name(), event.seq(), at, fingerprint));
        add(room, event, fingerprint);
    }

    /** Adds an event that was committed elsewhere; what it changes may be gone, or deleted. */
    void replay(PlannedRoom room, RoomEvent event, @Nullable Integer fingerprint) {
        if (event instanceof RoomEvent.Change change
                && room.message(change.target()).filter(post -> !post.deleted()).isEmpty()) {
            events.add(new NewEvent(nextId++, room, event, fingerprint));
            room.head(event.seq());
        } else {
            add(room, event, fingerprint);
        }
        if (event instanceof RoomEvent.Posted post && post.state().deleted()) {
            PlannedPost erased = room.post(post.seq());
            erased.erase();
            changed.add(erased);
        }
    }

    private void add(PlannedRoom room, RoomEvent event, @Nullable Integer fingerprint) {
        long id = nextId++;
        events.add(new NewEvent(id, room, event, fingerprint));
        room.head(event.seq());
        if (event instanceof RoomEvent.Posted post) {
            post(room, id, post);
        } else if (event instanceof RoomEvent.Change change) {
            PlannedPost post = room.post(change.target());
            changed.add(post);
            change(post, change);
        } else if (event instanceof RoomEvent.TopicChanged topic) {
            room.topic(topic.topic());
        } else if (event instanceof RoomEvent.RoomChanged settings) {
            room.settings(settings.settings());
        } else {
            member(room, event);
        }
    }

    /** Of whom nobody knows any more who it was, no room is kept a member: what is imported may tell of such. */
    private static void member(PlannedRoom room, RoomEvent event) {
        boolean ofNobody = (event instanceof RoomEvent.MemberAdded added
                        && Nobody.is(added.user().id()))
                || (event instanceof RoomEvent.RoleChanged changed
                        && Nobody.is(changed.user().id()));
        if (!ofNobody) {
            room.keptRoles().apply(event);
        }
    }

    private void post(PlannedRoom room, long id, RoomEvent.Posted event) {
        PlannedPost post = PlannedPost.fresh(
                new PlannedPost.Place(room, id, event.seq(), event.from().id()),
                event.replyTo(),
                new PlannedPost.Words(event.text(), event.mentions()));
        room.put(post);
        posted.add(post);
        if (event.replyTo() != null) {
            replies.add(new Reply(room, event.replyTo(), event.seq()));
        }
    }

    private void change(PlannedPost post, RoomEvent.Change change) {
        if (change instanceof RoomEvent.Edited edited) {
            post.edit(edited.seq(), new PlannedPost.Words(edited.text(), edited.mentions()));
        } else if (change instanceof RoomEvent.Deleted) {
            post.erase();
        } else if (change instanceof RoomEvent.Pinned pinned) {
            post.pin(pinned.on());
        } else if (change instanceof RoomEvent.Reacted reacted) {
            PlannedPost.EmojiOf reactor =
                    new PlannedPost.EmojiOf(reacted.emoji(), reacted.from().id());
            long firstSeq = post.react(reactor, reacted.on(), reacted.seq());
            reactions.add(new Reaction(post, reactor, reacted.on(), reacted.seq(), firstSeq));
        }
    }

    /** Every room that the group is about. */
    Collection<PlannedRoom> rooms() {
        return rooms.values();
    }

    /** The events, as they are committed, in the order of their ids. */
    List<NewEvent> events() {
        return events;
    }

    /** The messages among the events, as they are after the group. */
    List<PlannedPost> posted() {
        return posted;
    }

    /** The messages that became something else. */
    Set<PlannedPost> changed() {
        return changed;
    }

    List<Reply> replies() {
        return replies;
    }

    List<Reaction> reactions() {
        return reactions;
    }

    /** What is left of it in the trail. */
    List<AuditEntry> audits() {
        return audits;
    }

    /** When it happens, epoch milliseconds. */
    long at() {
        return at;
    }

    /** The id of the next event after this group. */
    long nextId() {
        return nextId;
    }

    /** Whether a message's text goes for good. */
    boolean erases() {
        return changed.stream().anyMatch(PlannedPost::deleted);
    }
}

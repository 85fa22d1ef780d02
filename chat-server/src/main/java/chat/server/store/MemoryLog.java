package chat.server.store;

import chat.protocol.Mentions;
import chat.protocol.MessageText;
import chat.protocol.ProtocolLimits;
import chat.protocol.ReadMark;
import chat.protocol.Role;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.ServerMessage;
import chat.protocol.Topic;
import chat.protocol.UserId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongPredicate;

/**
 * One room's newest events, and what later ones made of the messages among them. What is asked for seldom is looked for in
 * all events held; what is asked for every message is not. Guarded by the {@link MemoryMessageStore} that owns it.
 */
final class MemoryLog implements LogFacts {
    private final RoomName room;
    private final MemoryMembers members;
    private RoomSettings settings;
    private boolean deleted;
    private Topic topic = Topic.NONE;

    /** Events as they were committed, but for erased texts. */
    private final EventRing ring = new EventRing();

    /** The messages in the ring to which something happened, by {@code seq}. */
    private final Map<Long, MemoryPost> changed = new HashMap<>();

    private final SortedSet<Long> pinned = new TreeSet<>();

    /** The messages that call somebody. */
    private final SortedSet<Long> calling = new TreeSet<>();

    MemoryLog(RoomName room, RoomSettings settings) {
        this.room = room;
        this.members = new MemoryMembers(room);
        this.settings = settings;
    }

    StoredRoom asStoredRoom() {
        return new StoredRoom(room, settings, topic, ring.last(), members.all(), deleted);
    }

    /** Forgets everything but its head, until there is such a room again. */
    void delete() {
        deleted = true;
        topic = Topic.NONE;
        settings = RoomSettings.of(room);
        members.clear();
        ring.clear();
        changed.clear();
        pinned.clear();
        calling.clear();
    }

    /** As long as it is deleted, its settings are those of whoever tries next. */
    void offer(RoomSettings offered) {
        if (deleted) {
            settings = offered;
        }
    }

    /** Whether somebody may read it. */
    boolean admits(UserId user) {
        return members.admits(user);
    }

    EventRing ring() {
        return ring;
    }

    @Override
    public Optional<Target> message(long seq) {
        return post(seq).map(post -> post);
    }

    @Override
    public boolean isThere() {
        return !deleted && ring.last() > 0;
    }

    @Override
    public int pins() {
        return pinned.size();
    }

    @Override
    public Optional<Role> member(UserId user) {
        return members.role(user);
    }

    @Override
    public int members() {
        return members.size();
    }

    @Override
    public int owners() {
        return members.owners();
    }

    @Override
    public RoomSettings settings() {
        return settings;
    }

    private Optional<MemoryPost> post(long seq) {
        MemoryPost post = changed.get(seq);
        if (post != null) {
            return Optional.of(post);
        }
        return ring.has(seq) && ring.at(seq) instanceof RoomEvent.Posted posted
                ? Optional.of(new MemoryPost(posted))
                : Optional.empty();
    }

    /** Adds the next event. */
    void add(RoomEvent event, long ordinal) {
        deleted = false;
        ring.add(event, ordinal);
        if (event instanceof RoomEvent.Posted posted) {
            call(posted);
            Long root = posted.replyTo();
            if (root != null) {
                changing(root).ifPresent(post -> post.answeredBy(posted.seq()));
            }
        } else if (event instanceof RoomEvent.Change change) {
            changing(change.target()).ifPresent(post -> apply(change, post));
        } else if (event instanceof RoomEvent.TopicChanged changedTopic) {
            topic = changedTopic.topic();
        } else if (event instanceof RoomEvent.RoomChanged changedRoom) {
            settings = changedRoom.settings();
        } else {
            members.apply(event);
        }
    }

    private void call(RoomEvent.Posted present) {
        if (present.mentions().equals(Mentions.NONE)) {
            calling.remove(present.seq());
        } else {
            calling.add(present.seq());
        }
    }

    /** As {@link #post}, to be changed. */
    private Optional<MemoryPost> changing(long seq) {
        Optional<MemoryPost> post = post(seq);
        post.ifPresent(known -> changed.put(seq, known));
        return post;
    }

    private void apply(RoomEvent.Change change, MemoryPost post) {
        boolean edited = post.present().state().editedSeq() != null;
        post.apply(change);
        call(post.present());
        if (change instanceof RoomEvent.Pinned pin && pin.on()) {
            pinned.add(change.target());
        } else if (change instanceof RoomEvent.Pinned || change instanceof RoomEvent.Deleted) {
            pinned.remove(change.target());
        }
        if (change instanceof RoomEvent.Deleted) {
            ring.replace(post.present());
            if (edited) {
                edits(change.target()).forEach(edit -> ring.replace(erased(edit)));
            }
        }
    }

    private static RoomEvent.Edited erased(RoomEvent.Edited edit) {
        return new RoomEvent.Edited(
                edit.room(),
                edit.seq(),
                edit.at(),
                edit.from(),
                edit.cid(),
                edit.target(),
                MessageText.ERASED,
                Mentions.NONE);
    }

    private List<RoomEvent.Edited> edits(long target) {
        List<RoomEvent.Edited> edits = new ArrayList<>();
        for (long seq = target + 1; ring.has(seq); seq++) {
            if (ring.at(seq) instanceof RoomEvent.Edited edit && edit.target() == target) {
                edits.add(edit);
            }
        }
        return edits;
    }

    /** Forgets the oldest event. */
    void dropOldest() {
        changed.remove(ring.first());
        pinned.remove(ring.first());
        calling.remove(ring.first());
        ring.dropOldest();
    }

    Page page(PageRequest request) {
        return page(request, seq -> true, ring.first(), ring.last());
    }

    Page thread(long root, PageRequest request) {
        LongPredicate answers = seq -> isAnswer(seq, root);
        long first = next(ring.first(), 1, answers);
        long last = next(ring.last(), -1, answers);
        return ring.has(first) ? page(request, answers, first, last) : new Page(List.of(), 1, 0);
    }

    private Page page(PageRequest request, LongPredicate wanted, long first, long last) {
        Deque<RoomEvent> events = new ArrayDeque<>();
        int bytesLeft = request.bytesMax();
        boolean forward = request.direction() == PageRequest.Direction.AFTER;
        int step = forward ? 1 : -1;
        long start = forward ? Math.max(request.seq(), first - 1) + 1 : Math.min(request.seq() - 1, last);
        for (long seq = next(start, step, wanted); ring.has(seq); seq = next(seq + step, step, wanted)) {
            RoomEvent event = present(seq);
            bytesLeft -= Draft.weightBytes(event);
            if (events.size() == request.eventsMax() || (bytesLeft < 0 && !events.isEmpty())) {
                break;
            }
            if (forward) {
                events.addLast(event);
            } else {
                events.addFirst(event);
            }
        }
        return new Page(List.copyOf(events), first, last);
    }

    /** The first wanted event from here on; the ring does not have it when there is none. */
    private long next(long from, int step, LongPredicate wanted) {
        long seq = from;
        while (ring.has(seq) && !wanted.test(seq)) {
            seq += step;
        }
        return seq;
    }

    private boolean isAnswer(long seq, long root) {
        if (ring.at(seq) instanceof RoomEvent.Posted posted) {
            Long replyTo = posted.replyTo();
            return replyTo != null && replyTo == root;
        }
        return false;
    }

    /** The event as it is to be shown. */
    RoomEvent present(long seq) {
        MemoryPost post = changed.isEmpty() ? null : changed.get(seq);
        return post == null ? ring.at(seq) : post.present();
    }

    List<RoomEvent> pinnedPosts() {
        return pinned.stream().map(this::present).toList();
    }

    List<ServerMessage.Version> versions(long target) {
        Optional<MemoryPost> post = post(target).filter(known -> !known.deleted());
        if (post.isEmpty()) {
            return List.of();
        }
        List<ServerMessage.Version> versions = new ArrayList<>();
        RoomEvent.Posted original = (RoomEvent.Posted) ring.at(target);
        versions.add(new ServerMessage.Version(target, original.at(), original.text()));
        if (post.get().present().state().editedSeq() != null) {
            edits(target).forEach(edit -> versions.add(new ServerMessage.Version(edit.seq(), edit.at(), edit.text())));
        }
        int more = Math.max(0, versions.size() - ProtocolLimits.VERSIONS_MAX);
        return Collections.unmodifiableList(versions.subList(more, versions.size()));
    }

    /** How many messages of others, not deleted, are behind {@code read}, and how many of them call the user. */
    ReadMark mark(UserId user, long read) {
        int unread = 0;
        for (long seq = ring.last(); seq > read && ring.has(seq) && unread <= ProtocolLimits.UNREAD_MAX; seq--) {
            unread += ring.at(seq) instanceof RoomEvent.Posted posted && isUnread(posted, user) ? 1 : 0;
        }
        long mentions = calling.tailSet(read + 1).stream()
                .map(seq -> (RoomEvent.Posted) present(seq))
                .filter(post -> isUnread(post, user) && post.mentions().includes(user))
                .limit(ProtocolLimits.UNREAD_MAX + 1)
                .count();
        return new ReadMark(room, read, unread, (int) mentions, ring.last());
    }

    private static boolean isUnread(RoomEvent.Posted post, UserId user) {
        return !post.from().id().equals(user) && !post.state().deleted();
    }
}

package chat.server.room;

import chat.protocol.ProtocolLimits;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSummary;
import chat.protocol.RoomTitle;
import chat.protocol.Topic;
import chat.protocol.UserId;
import chat.server.store.Appended;
import chat.server.store.Draft;
import chat.server.store.PageRequest;
import chat.server.store.StoredRoom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A room: its members, the order of what happens in it, and how they all get to see it.
 *
 * <p>Everything in here runs on one executor, an event loop chosen when the room is made. The public methods may be called
 * on any thread and go there first; what one thread asks for happens in the order it was asked. Answers come on the
 * member's event loop, or where a method says so.
 */
public final class Room {
    private static final Logger LOG = LoggerFactory.getLogger(Room.class);

    private final RoomName name;
    private final RoomTitle title;
    private final RoomLoop loop;
    private final RoomServices services;
    private final AppendBudget budget;
    private final RoomRegistry registry;

    // On the room's executor.
    private final FanOut fanOut;
    private final Presence presence;
    private final CommitQueue commits;
    private final LogReader log;
    private long head;

    // Read by anybody, for the list of rooms.
    private volatile int memberCount;
    private volatile long newestSeq;

    /** A room as the store knows it; a new one has {@code seq} 0 and is stored with its first event. */
    Room(StoredRoom from, RoomRegistry registry, RoomServices services) {
        this.name = from.room();
        this.title = from.title();
        this.head = from.seq();
        this.newestSeq = from.seq();
        this.registry = registry;
        this.services = services;
        this.loop = registry.loops().next();
        this.budget = registry.budget();
        this.fanOut = new FanOut(name.value(), loop, registry.loops(), services.metrics());
        this.presence = new Presence(this, loop, fanOut, services);
        this.commits = new CommitQueue(this, loop, services, budget);
        this.log = new LogReader(this, loop, services);
    }

    /** Its key, which never changes. */
    public RoomName name() {
        return name;
    }

    /** What pages show for it. */
    public RoomTitle title() {
        return title;
    }

    /** As it stands in the list of rooms, a moment ago. */
    public RoomSummary summary() {
        return new RoomSummary(name, title, Topic.NONE, memberCount, newestSeq);
    }

    /** Keeps a room that was just made from vanishing until somebody had the time to join it. */
    void awaitFirstMember(long nanos) {
        loop.eventLoop().schedule(() -> registry.release(this), nanos, TimeUnit.NANOSECONDS);
    }

    /** Takes a member in; the room must have been reserved for it, see {@link RoomRegistry#reserve}. */
    public void join(Member member, Arrival arrival) {
        loop.run(() -> {
            fanOut.add(member);
            presence.enter(member);
            registry.release(this);
            admit(member, arrival);
        });
    }

    /**
     * Lets a member go. To be called on its event loop; from here on it gets nothing.
     */
    public void leave(Member member, Leaving leaving) {
        member.gone();
        loop.run(() -> {
            fanOut.remove(member);
            presence.leave(member, leaving);
            retireIfUnused();
        });
    }

    /**
     * Appends to the log and shows it to all, once it is stored.
     *
     * @param done told what became of it, on the room's executor
     */
    public void post(Draft draft, Consumer<Appended> done) {
        if (!budget.take(draft.weightBytes())) {
            done.accept(new Appended.Refused(Appended.Reason.OVERLOADED));
            return;
        }
        loop.run(() -> {
            if (draft instanceof Draft.Post post && post.replyTo() != null && post.replyTo() > head) {
                budget.giveBack(draft.weightBytes());
                done.accept(new Appended.Refused(Appended.Reason.NO_SUCH_TARGET));
            } else {
                commits.add(new CommitQueue.Posting(draft, done));
            }
        });
    }

    /**
     * What {@link #post} would answer because the draft was posted before; nothing when it was not.
     *
     * @param answer called on the room's executor
     */
    public void find(Draft draft, Consumer<Optional<Appended>> answer) {
        services.store().find(name, draft).whenComplete((known, failure) -> {
            Optional<Appended> result =
                    failure == null ? known : Optional.of(new Appended.Refused(Appended.Reason.UNAVAILABLE));
            loop.run(() -> answer.accept(result));
        });
    }

    /** Shows the others that somebody is typing; told on the room's executor, kept nowhere. */
    public void typing(Member member) {
        loop.run(() -> presence.typing(member));
    }

    /** Reads a page of the log; the answer, oldest event first and whether there is more, comes on the room's executor. */
    public void history(
            PageRequest.Direction direction, long seq, int limit, BiConsumer<List<RoomEvent>, Boolean> answer) {
        loop.run(() -> log.history(direction, seq, limit, answer));
    }

    /** Lists members; the answer comes on the room's executor. */
    public void members(Optional<UserId> after, int limit, Consumer<RosterPage> answer) {
        loop.run(() -> answer.accept(presence.page(after, limit)));
    }

    /** What another node committed. Holes are filled from the store before anything later is shown. */
    void onRemoteEvents(List<RoomEvent> events) {
        loop.run(() -> advance(events));
    }

    void catchUp(Member member, long cursor) {
        // Never at once, so that reading a long log does not nest.
        loop.eventLoop()
                .execute(() -> log.after(cursor, events -> {
                    if (events.isEmpty()) {
                        fanOut.loopOf(member).run(member::lost);
                    } else {
                        feed(member, events.get(), cursor);
                    }
                }));
    }

    void committed(List<RoomEvent> events) {
        advance(events);
        services.backplane().publish(events);
    }

    /** The log has an event of which nobody here was told: its append was thought to have failed. */
    void heardOf(long seq) {
        if (seq > head) {
            missed(seq);
        }
    }

    long head() {
        return head;
    }

    long nanoTime() {
        return services.nanoTime().getAsLong();
    }

    /** Whether nothing would be missed if this room were not there. */
    boolean isUnused() {
        return presence.isEmpty() && head == 0 && commits.isEmpty();
    }

    void retireIfUnused() {
        if (isUnused()) {
            registry.retire(this);
        }
    }

    void memberCount(int count) {
        memberCount = count;
    }

    private void deliver(List<RoomEvent> events) {
        try {
            fanOut.deliver(events);
        } catch (RuntimeException | OutOfMemoryError e) {
            // Direct memory has a limit, and encoding needs some: nobody may miss an event because of that.
            LOG.error("room {}: cannot encode a broadcast; its members catch up", name, e);
            fanOut.missed(head);
        }
    }

    private void advance(List<RoomEvent> events) {
        List<RoomEvent> fresh = new ArrayList<>(events);
        fresh.removeIf(event -> event.seq() <= head);
        if (fresh.isEmpty()) {
            return;
        }
        if (followsHead(fresh)) {
            moveHead(fresh.get(fresh.size() - 1).seq());
            log.committed(fresh);
            deliver(fresh);
        } else {
            missed(fresh.get(fresh.size() - 1).seq());
        }
    }

    private boolean followsHead(List<RoomEvent> events) {
        long expected = head + 1;
        for (RoomEvent event : events) {
            if (event.seq() != expected) {
                return false;
            }
            expected++;
        }
        return true;
    }

    /** What lies between the head and {@code seq} is in the store and not all here: everybody reads it from there. */
    private void missed(long seq) {
        moveHead(seq);
        log.missed();
        fanOut.missed(seq);
    }

    private void moveHead(long seq) {
        head = seq;
        newestSeq = seq;
    }

    private void admit(Member member, Arrival arrival) {
        if (arrival.after().isEmpty()) {
            welcome(member, head, Optional.empty());
            feed(member, List.of(), head);
            return;
        }
        long after = arrival.after().getAsLong();
        boolean otherEpoch = arrival.epoch()
                .filter(epoch -> !epoch.equals(services.store().epoch()))
                .isPresent();
        if (otherEpoch
                || after > head
                || head - after > services.config().rooms().resumeEventsMax()) {
            reset(member);
            return;
        }
        log.after(after, missed -> {
            if (missed.isEmpty()) {
                reset(member);
            } else {
                welcome(member, head, Optional.empty());
                feed(member, missed.get(), after);
            }
        });
    }

    private void reset(Member member) {
        // What is committed while the page is read follows it: the member is as far as its page, not as the room.
        long before = head;
        log.newest(events -> {
            if (events.isEmpty()) {
                welcome(member, before, Optional.of(events));
                feed(member, events, before);
            } else if (member.format().isJson()) {
                long upTo = events.get(events.size() - 1).seq();
                welcome(member, upTo, Optional.of(events));
                feed(member, List.of(), upTo);
            } else {
                // As messages, in pages that its channel has place for.
                welcome(member, head, Optional.empty());
                feed(member, List.of(), events.get(0).seq() - 1);
            }
        });
    }

    private void welcome(Member member, long seq, Optional<List<RoomEvent>> reset) {
        RosterPage roster = presence.page(Optional.empty(), ProtocolLimits.MEMBERS_IN_JOINED);
        Admission admission = new Admission(title, seq, roster, reset);
        fanOut.loopOf(member).run(() -> member.admitted(admission));
    }

    /** Hands a member the events after {@code cursor}; at the head of the log it goes live. */
    private void feed(Member member, List<RoomEvent> events, long cursor) {
        long upTo = events.isEmpty() ? cursor : events.get(events.size() - 1).seq();
        boolean last = upTo >= head;
        fanOut.feed(member, events, upTo, last);
        if (last) {
            presence.refresh(member);
        }
    }
}

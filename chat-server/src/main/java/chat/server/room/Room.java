package chat.server.room;

import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.RoomSummary;
import chat.protocol.RoomTitle;
import chat.protocol.Topic;
import chat.protocol.UserId;
import chat.server.store.Appended;
import chat.server.store.Draft;
import chat.server.store.StoredRoom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
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
    private final RoomLoop loop;
    private final RoomServices services;
    private final AppendBudget budget;
    private final RoomRegistry registry;
    private final RoomLog log;

    // On the room's executor.
    private final FanOut fanOut;
    private final Presence presence;
    private final CommitQueue commits;
    private final LogReader reader;
    private final CatchUp catchUp;
    private final Recheck recheck;
    private long head;
    private long topicSeq;

    // Read by anybody, for the list of rooms.
    private volatile RoomTitle title;

    private volatile Topic topic;

    private volatile int memberCount;
    private volatile long newestSeq;

    /** A room as the store knows it; a new one has {@code seq} 0 and is stored with its first event. */
    Room(StoredRoom from, RoomRegistry registry, RoomServices services) {
        this.name = from.room();
        this.title = from.title();
        this.head = from.seq();
        this.newestSeq = from.seq();
        this.topic = from.topic();
        this.topicSeq = from.seq();
        this.registry = registry;
        this.services = services;
        this.loop = registry.loops().next();
        this.budget = registry.budget();
        this.fanOut = new FanOut(name.value(), loop, registry.loops(), services.metrics());
        this.presence = new Presence(this, loop, fanOut, services);
        this.commits = new CommitQueue(this, loop, services, budget);
        this.reader = new LogReader(this, loop, services);
        this.catchUp = new CatchUp(this, reader, fanOut, presence, registry);
        this.recheck = new Recheck(this, reader, services.store(), registry.catchUps());
        this.log = new RoomLog(this, reader, registry.questions(), services.store());
    }

    /** Its key, which never changes. */
    public RoomName name() {
        return name;
    }

    /** What pages show for it. */
    public RoomTitle title() {
        return title;
    }

    /** What it is about, a moment ago. */
    Topic topic() {
        return topic;
    }

    /** What can be asked about its log. */
    public RoomLog log() {
        return log;
    }

    /** As it stands in the list of rooms, a moment ago. */
    public RoomSummary summary() {
        return RoomSummary.of(name, RoomSettings.of(title), topic, memberCount, newestSeq);
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
            catchUp.admit(member, arrival);
        });
    }

    /**
     * Lets a member go. To be called on its event loop; from here on it gets nothing.
     */
    public void leave(Member member, Leaving leaving) {
        member.gone();
        loop.run(() -> {
            fanOut.remove(member);
            member.leave();
            catchUp.forget(member);
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
        loop.run(() -> commits.add(new CommitQueue.Posting(draft, done)));
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

    /** Lists members; the stage completes on the room's executor. */
    public CompletionStage<RosterPage> members(Optional<UserId> after, int limit) {
        CompletableFuture<RosterPage> answer = new CompletableFuture<>();
        loop.run(() -> answer.complete(presence.page(after, limit)));
        return answer;
    }

    /** What another node committed. Holes are filled from the store before anything later is shown. */
    void onRemoteEvents(List<RoomEvent> events) {
        loop.run(() -> advance(events));
    }

    /**
     * Its log was changed in place, by retention say, or came from elsewhere as a whole: nothing of before may be told any
     * more. The room must have been reserved for this.
     *
     * @param now the room as the store has it
     */
    void rewritten(StoredRoom now) {
        loop.run(() -> {
            reader.forget();
            if (now.seq() >= topicSeq) {
                topic = now.topic();
            }
            if (head == 0 && now.seq() > 0) {
                title = now.title();
                missed(now.seq());
            }
            registry.release(this);
        });
    }

    /** A member that is behind wants to read on. */
    void catchUp(Member member, long cursor) {
        // Never at once, so that reading a long log does not nest.
        loop.eventLoop().execute(() -> catchUp.next(member, cursor));
    }

    /** A member whose channel had no place for the answer to its joining wants it now. */
    void admitAgain(Member member, Arrival arrival) {
        loop.eventLoop().execute(() -> catchUp.admit(member, arrival));
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

    /** The log may have more than this room was told: an append failed, and perhaps only its answer did. */
    void doubts() {
        recheck.doubt();
    }

    /** Events of the log, in order, that were told or read. */
    void noteTopic(List<RoomEvent> events) {
        for (RoomEvent event : events) {
            if (event instanceof RoomEvent.TopicChanged changed && changed.seq() > topicSeq) {
                topic = changed.topic();
                topicSeq = changed.seq();
            }
        }
    }

    long head() {
        return head;
    }

    RoomLoop loop() {
        return loop;
    }

    String epoch() {
        return services.store().epoch();
    }

    int resumeEventsMax() {
        return services.config().rooms().resumeEventsMax();
    }

    long nanoTime() {
        return services.nanoTime().getAsLong();
    }

    /** Whether nothing would be missed if this room were not there. */
    boolean isUnused() {
        return presence.isEmpty() && head == 0 && commits.isEmpty() && !recheck.isUnderWay();
    }

    void retireIfUnused() {
        if (presence.isEmpty()) {
            // Nobody is a little behind: there may be many rooms, and few in use.
            reader.forgetRecent();
        }
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
            noteTopic(fresh);
            reader.committed(fresh);
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
        long before = head;
        moveHead(seq);
        reader.forget();
        fanOut.missed(seq);
        recheck.missed(before);
    }

    private void moveHead(long seq) {
        head = seq;
        newestSeq = seq;
    }
}

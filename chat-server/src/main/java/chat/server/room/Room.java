package chat.server.room;

import chat.protocol.Act;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSummary;
import chat.protocol.RoomTitle;
import chat.protocol.Topic;
import chat.protocol.UserId;
import chat.server.store.Appended;
import chat.server.store.Draft;
import chat.server.store.Restrictions;
import chat.server.store.StoredRoom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A room: its members, the order of what happens in it, and how they all get to see it.
 *
 * <p>Everything in here runs on one executor, an event loop chosen when the room is made. The public methods may be called
 * on any thread and go there first; what one thread asks for happens in the order it was asked. Answers come on the
 * member's event loop, or where a method says so.
 */
public final class Room {
    private final RoomName name;
    private final RoomLoop loop;
    private final RoomServices services;
    private final RoomRegistry registry;
    private final RoomLog log;
    private final Governance governance;
    private final Reports reports;

    // On the room's executor.
    private final FanOut fanOut;
    private final Presence presence;
    private final CommitQueue commits;
    private final LogReader reader;
    private final CatchUp catchUp;
    private final Recheck recheck;
    private final Doors doors;
    private final Gate gate;
    private final ReadReceipts receipts;

    // Read by anybody.
    private final RoomState state;
    private final LogHead head;
    private boolean gone;
    private volatile int memberCount;

    /** A room as the store knows it; a new one is stored with its first event. */
    Room(StoredRoom from, Restrictions restrictions, RoomRegistry registry, RoomServices services) {
        this.name = from.room();
        this.state = new RoomState(from, restrictions);
        this.registry = registry;
        this.services = services;
        this.loop = registry.loops().next();
        this.fanOut = new FanOut(name.value(), loop, registry.loops(), services.metrics());
        this.presence = new Presence(this, loop, fanOut, services);
        this.commits = new CommitQueue(this, loop, services, registry.budget());
        this.reader = new LogReader(this, loop, services);
        this.catchUp = new CatchUp(this, reader, fanOut, presence, registry);
        this.recheck = new Recheck(this, reader, services.store(), registry.catchUps());
        this.log = new RoomLog(this, reader, registry.questions(), services.store());
        this.doors = new Doors(this, fanOut, presence, catchUp, services);
        this.head = new LogHead(
                this, from.seq(), from.deleted() ? from.seq() : 0, new LogHead.Parts(fanOut, reader, recheck, doors));
        this.gate = new Gate(this, commits, presence, registry.budget(), services);
        this.receipts = new ReadReceipts(this, fanOut, gate.blocks(), services, registry.catchUps());
        this.reports = new Reports(this, services.store().moderation());
        this.governance = new Governance(this, gate, doors, presence, services);
    }

    /** Its key, which never changes. */
    public RoomName name() {
        return name;
    }

    /** What pages show for it. */
    public RoomTitle title() {
        return access().settings().title();
    }

    /** Who may do what, a moment ago. */
    public Access access() {
        return state.access();
    }

    /** What it is about, a moment ago. */
    Topic topic() {
        return state.topic();
    }

    /** What can be asked about its log. */
    public RoomLog log() {
        return log;
    }

    /** What those do who keep order in it. */
    public Governance governance() {
        return governance;
    }

    /** What was reported in it. */
    public Reports reports() {
        return reports;
    }

    /** How far those in it have read. */
    public ReadReceipts receipts() {
        return receipts;
    }

    /** Why somebody may not do something, as of a moment ago; nothing when they may. */
    public Optional<Refusal> refusal(Act act, Person person) {
        return access().refusal(act, person, millis());
    }

    /** As it stands in the list of rooms, a moment ago. */
    public RoomSummary summary() {
        return RoomSummary.of(name, access().settings(), topic(), memberCount, newestSeq());
    }

    /** Its newest event, a moment ago; 0 when it has none. */
    public long newestSeq() {
        return head.newestSeq();
    }

    /** Takes a member in, or not; the room must have been reserved for it, see {@link RoomRegistry#reserve}. */
    public void join(Member member, Arrival arrival) {
        loop.run(() -> {
            Optional<Refusal> refusal = gate.refusesEntry(member.visitor().person());
            if (refusal.isPresent()) {
                member.leave();
                fanOut.loopOf(member).run(() -> member.denied(refusal.get()));
                registry.release(this);
                return;
            }
            fanOut.add(member);
            presence.enter(member);
            registry.release(this);
            receipts.whenKnown(known -> catchUp.admit(member, arrival));
        });
    }

    /**
     * Lets a member go. To be called on its event loop; from here on it gets nothing.
     */
    public void leave(Member member, Leaving leaving) {
        member.gone();
        loop.run(() -> {
            if (member.hasLeft()) {
                // It was shown out meanwhile, or never let in.
                return;
            }
            fanOut.remove(member);
            member.leave();
            catchUp.forget(member);
            presence.leave(member, leaving);
            retireIfUnused();
        });
    }

    /**
     * Appends to the log what somebody wants to add, if they may, and shows it to all, once it is stored.
     *
     * @param draft in the name of this person
     * @param done told what became of it, on the room's executor; at once, on the caller's thread, if there is no place for it
     */
    public void post(Person person, Draft draft, Consumer<Outcome> done) {
        post(person, Optional.empty(), draft, done);
    }

    /** As {@link #post(Person, Draft, Consumer)}, of somebody in the room; who was sent out of it adds nothing more. */
    public void post(Member member, Person person, Draft draft, Consumer<Outcome> done) {
        post(person, Optional.of(member), draft, done);
    }

    private void post(Person person, Optional<Member> member, Draft draft, Consumer<Outcome> done) {
        if (!registry.budget().take(draft.weightBytes())) {
            done.accept(new Outcome.Answered(new Appended.Refused(Appended.Reason.OVERLOADED)));
            return;
        }
        Gate.Request request = new Gate.Request(person, member, draft, Calls.in(draft), done);
        loop.run(() -> gate.enter(request));
    }

    /**
     * Appends to the log what was decided elsewhere, all of it or nothing: whoever asks for this has made sure that it may be done. As long as it
     * is under way the room must be reserved.
     *
     * @param done told what became of each, in the order of the drafts, on the room's executor
     */
    public void decree(List<Draft> drafts, Consumer<List<Appended>> done) {
        loop.run(() -> gate.pass(drafts, done));
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
        loop.run(() -> {
            if (!gate.keepsOut(member.visitor().person())) {
                presence.typing(member);
            }
        });
    }

    /**
     * Lists members, in private and direct rooms also those who are not there; the stage completes on the room's executor.
     */
    public CompletionStage<RosterPage> members(Optional<UserId> after, int limit) {
        CompletableFuture<RosterPage> answer = new CompletableFuture<>();
        loop.run(() ->
                answer.complete(name.isPublic() ? presence.page(after, limit) : presence.everybody(after, limit)));
        return answer;
    }

    /** How many users are there; the stage completes on the room's executor. */
    public CompletionStage<Integer> present() {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        loop.run(() -> answer.complete(presence.firstPage().count()));
        return answer;
    }

    /**
     * Of a direct room: one of its people blocks another from now on, or no longer does. The stage completes once that
     * holds.
     */
    public CompletionStage<Void> blocksChanged() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.run(() -> gate.blocksChanged(() -> done.complete(null)));
        return done;
    }

    /** Completes, on the room's executor, once all that passed so far is in the log, or will never be. */
    CompletionStage<Void> settled() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.run(() -> gate.afterwards(() -> done.complete(null)));
        return done;
    }

    /** What another node committed. Holes are filled from the store before anything later is shown. */
    void onRemoteEvents(List<RoomEvent> events) {
        loop.run(() -> head.advance(events));
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
            for (UserId gone : state.rewritten(now)) {
                registry.index(this, gone);
                doors.removed(gone);
            }
            access().members().keySet().forEach(user -> registry.index(this, user));
            if (head.isFresh()) {
                head.heardOf(now.seq());
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

    /**
     * Events of the log that were committed, told or read change what the room is. Before anybody hears of them: who is told
     * that something is done may rely on it.
     */
    void note(List<RoomEvent> events) {
        List<RoomEvent> memberships = state.note(events, recheck.isUnderWay());
        memberships.forEach(event ->
                registry.index(this, RoomState.memberOf(event).orElseThrow().id()));
        doors.changed(memberships);
    }

    void committed(List<RoomEvent> events) {
        head.advance(events);
        services.backplane().publish(events);
    }

    /** The log has an event of which nobody here was told. */
    void heardOf(long seq) {
        head.heardOf(seq);
    }

    /** The log may have more than this room was told: an append failed, and perhaps only its answer did. */
    void doubts() {
        recheck.doubt();
    }

    /** What was missed of the log was read. */
    void reread(List<RoomEvent> events) {
        note(events);
        doors.settle();
    }

    /** All that was missed was read. */
    void rereadWhole() {
        state.holeClosed();
        retireIfUnused();
    }

    long head() {
        return head.seq();
    }

    RoomLoop loop() {
        return loop;
    }

    RoomState state() {
        return state;
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

    /** The time of day, epoch milliseconds. */
    long millis() {
        return services.clock().millis();
    }

    /** Whether nothing would be missed if this room were not there. */
    boolean isUnused() {
        return presence.isEmpty()
                && head.isFresh()
                && commits.isEmpty()
                && access().restrictions().holding(millis()).isEmpty();
    }

    void retireIfUnused() {
        if (presence.isEmpty()) {
            // Nobody is a little behind: there may be many rooms, and few in use.
            reader.forgetRecent();
            receipts.forget();
        }
        if (isUnused()) {
            registry.retire(this);
        }
    }

    /** What was on its way into the log has come to its end. */
    void commitsDone() {
        gate.commitsDone();
        retireIfUnused();
    }

    /** It is deleted, and nobody is in it: whoever comes now makes another one. */
    void deleted() {
        gone = true;
        // As in the store, one number is left out.
        registry.deleted(this, head.seq() + 1);
    }

    boolean isGone() {
        return gone;
    }

    void memberCount(int count) {
        memberCount = count;
    }
}

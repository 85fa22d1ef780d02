package chat.server.room;

import chat.protocol.Act;
import chat.protocol.Author;
import chat.protocol.ErrorCode;
import chat.protocol.Mentions;
import chat.protocol.Permissions;
import chat.protocol.Role;
import chat.protocol.UserId;
import chat.server.store.Appended;
import chat.server.store.Draft;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Decides whether somebody may add to a room's log what they want to, right before it goes to the store: whatever was looked
 * at before may be otherwise by now. Confined to the room's executor.
 */
final class Gate {
    private static final Appended UNAVAILABLE = new Appended.Refused(Appended.Reason.UNAVAILABLE);
    private static final Appended OVERLOADED = new Appended.Refused(Appended.Reason.OVERLOADED);

    private final Room room;
    private final CommitQueue commits;
    private final AppendBudget budget;
    private final People people;
    private final Mentioning mentioning;
    private final Blocks blocks;
    private final RoomRate rate;
    private final SlowMode slowMode = new SlowMode();
    private final InTurn inTurn = new InTurn();

    /** They go as soon as what they have said is in the log. */
    private final Set<UserId> dismissed = new HashSet<>(2);

    private boolean closed;
    private Optional<Runnable> whenIdle = Optional.empty();

    /**
     * Something to be added.
     *
     * @param member through which connection in the room; nothing: one need not be in the room for it
     * @param calls what its text may call
     * @param done told what became of it, on the room's executor
     */
    record Request(
            Person person, Optional<Member> member, Draft draft, List<List<String>> calls, Consumer<Outcome> done) {
        private void answer(Appended appended) {
            done.accept(new Outcome.Answered(appended));
        }
    }

    Gate(Room room, CommitQueue commits, Presence presence, AppendBudget budget, RoomServices services) {
        this.room = room;
        this.commits = commits;
        this.budget = budget;
        this.people = services.people();
        this.mentioning = new Mentioning(room, presence, people);
        this.blocks = new Blocks(room, services.store().moderation());
        this.rate = RoomRate.of(services.config(), room.nanoTime());
    }

    /**
     * For good nothing passes, and nobody comes in: the room is about to be deleted.
     *
     * @param idle called once nothing that passed is on its way into the log any more
     */
    void close(Runnable idle) {
        closed = true;
        whenIdle = Optional.of(idle);
        commitsDone();
    }

    /** Some of what passed has come to its end. */
    void commitsDone() {
        if (whenIdle.isPresent() && commits.isEmpty()) {
            Runnable idle = whenIdle.get();
            whenIdle = Optional.empty();
            idle.run();
        }
    }

    /** Why nobody can do anything here; nothing when somebody may. */
    Optional<Refusal> refusesAll() {
        return closed ? Optional.of(Refusal.of(ErrorCode.NO_SUCH_ROOM)) : Optional.empty();
    }

    Blocks blocks() {
        return blocks;
    }

    /** @param done run once that holds for all that is said */
    void blocksChanged(Runnable done) {
        blocks.changed();
        commits.afterwards(done);
    }

    /** Runs a task once all that has passed is in the log, or will never be. */
    void afterwards(Runnable task) {
        commits.afterwards(task);
    }

    /**
     * Somebody is about to be sent out: nothing of theirs passes any more.
     *
     * @param step run once what passed before is in the log: then they can go
     */
    void dismiss(UserId user, Runnable step) {
        dismissed.add(user);
        commits.afterwards(() -> {
            dismissed.remove(user);
            step.run();
        });
    }

    /** Why somebody may not come in; nothing when they may. */
    Optional<Refusal> refusesEntry(Person person) {
        return refusal(Act.READ, person);
    }

    /**
     * Lets pass what was decided elsewhere: all of it or nothing.
     *
     * @param done told what became of each, in the order of the drafts
     */
    void pass(List<Draft> drafts, Consumer<List<Appended>> done) {
        if (closed) {
            done.accept(Collections.nCopies(drafts.size(), UNAVAILABLE));
            return;
        }
        if (!budget.takeAll(drafts)) {
            done.accept(Collections.nCopies(drafts.size(), OVERLOADED));
            return;
        }
        Appended[] results = new Appended[drafts.size()];
        int[] left = {drafts.size()};
        for (int i = 0; i < results.length; i++) {
            int index = i;
            add(drafts.get(i), appended -> {
                results[index] = appended;
                if (--left[0] == 0) {
                    done.accept(List.of(results));
                }
            });
        }
    }

    private void add(Draft draft, Consumer<Appended> done) {
        if (!draft.changesAccess()) {
            commits.add(new CommitQueue.Posting(draft, done));
            return;
        }
        inTurn.changes();
        commits.add(new CommitQueue.Posting(draft, appended -> {
            try {
                done.accept(appended);
            } finally {
                inTurn.changed();
            }
        }));
    }

    /** Lets a request pass or not; its draft was taken out of the budget. */
    void enter(Request request) {
        if (reachesOthers(request.draft) && blocks.matter()) {
            blocks.whenKnown(known -> {
                if (known) {
                    inTurn.decide(() -> decide(request));
                } else {
                    budget.giveBack(request.draft.weightBytes());
                    request.answer(UNAVAILABLE);
                }
            });
        } else {
            inTurn.decide(() -> decide(request));
        }
    }

    /** Whether it brings others something new; who takes back their own words is not kept from it. */
    private static boolean reachesOthers(Draft draft) {
        return !(draft instanceof Draft.Delete);
    }

    /** Whether somebody's words reach nobody here; only once that is known. */
    boolean keepsOut(Person person) {
        return blocks.matter() && blocks.keepOut(person.id());
    }

    /** Whether it says something to those in the room. */
    private static boolean isWord(Draft draft) {
        return draft instanceof Draft.Post || draft instanceof Draft.Edit || draft instanceof Draft.React;
    }

    private void decide(Request request) {
        Optional<Refusal> refusal = take(request);
        if (refusal.isPresent()) {
            budget.giveBack(request.draft.weightBytes());
            request.done.accept(new Outcome.Denied(refusal.get()));
            return;
        }
        Draft draft = withMentions(request);
        add(draft, appended -> answered(request, draft, appended));
    }

    private void answered(Request request, Draft draft, Appended appended) {
        if (!(appended instanceof Appended.Committed) && draft instanceof Draft.Post) {
            slowMode.forget(request.person.id());
        }
        boolean ofAnother =
                appended instanceof Appended.Refused refused && refused.reason() == Appended.Reason.NOT_AUTHOR;
        if (ofAnother && draft instanceof Draft.Delete delete && may(Act.DELETE_ANY, request.person)) {
            moderate(request, delete);
        } else {
            request.answer(appended);
        }
    }

    /** Once more, as somebody who keeps order: only now is it known that this needs one. */
    private void moderate(Request request, Draft.Delete delete) {
        Draft moderated = new Draft.Delete(delete.from(), delete.cid(), delete.target(), true);
        pass(List.of(moderated), results -> request.answer(results.get(0)));
    }

    /** Why a request does not pass at this moment; if it does, that counts. */
    Optional<Refusal> take(Request request) {
        Optional<Refusal> refusal = refusal(request);
        // Those who keep order wait for nothing.
        return refusal.isPresent() || room.access().role(request.person).isStaff() ? refusal : tooFast(request);
    }

    private Optional<Refusal> tooFast(Request request) {
        UserId user = request.person.id();
        int slowSeconds = room.access().settings().slowSeconds();
        boolean post = request.draft instanceof Draft.Post;
        long waitNanos = post ? slowMode.waitNanos(user, slowSeconds, room.nanoTime()) : 0;
        if (waitNanos > 0) {
            return Optional.of(Refusal.untilNanos(ErrorCode.SLOW_MODE, waitNanos));
        }
        boolean counts =
                isWord(request.draft) || request.draft instanceof Draft.Pin || request.draft instanceof Draft.SetTopic;
        Optional<Refusal> tooFast = counts ? rate.take(room.nanoTime()) : Optional.empty();
        if (tooFast.isEmpty() && post) {
            slowMode.note(user, slowSeconds, room.nanoTime());
        }
        return tooFast;
    }

    private Optional<Refusal> refusal(Request request) {
        Person person = request.person;
        Optional<Refusal> refusal =
                isResignation(person, request.draft) ? refusal(Act.READ, person) : forbids(person, request.draft);
        if (refusal.isPresent()) {
            return refusal;
        }
        if (dismissed.contains(person.id())
                || request.member.filter(Member::isShownOut).isPresent()) {
            return Optional.of(Refusal.of(ErrorCode.NOT_JOINED));
        }
        return reachesOthers(request.draft) && keepsOut(person)
                ? Optional.of(Refusal.of(ErrorCode.NOT_REACHABLE))
                : Optional.empty();
    }

    /** In a public room, where nobody can refuse a role, everybody who keeps order may stop doing so. */
    private boolean isResignation(Person person, Draft draft) {
        return draft instanceof Draft.SetRole set
                && set.user().id().equals(person.id())
                && set.role() == Role.MEMBER
                && room.name().isPublic()
                && room.access().role(person).isStaff();
    }

    private Optional<Refusal> forbids(Person person, Draft draft) {
        for (Act act : draft.acts()) {
            Optional<Refusal> refusal = refusal(act, person);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        if (draft instanceof Draft.AddMember add) {
            // The ban has to end first: else it would keep out whoever was let in by mistake.
            return room.access().isBanned(add.user().id(), room.millis())
                    ? forbidden()
                    : forbidsGiving(person, add.role());
        }
        if (draft instanceof Draft.SetRole set) {
            return refusalOn(Act.SET_ROLE, person, set.user()).or(() -> forbidsGiving(person, set.role()));
        }
        return draft instanceof Draft.RemoveMember remove && !remove.user().id().equals(person.id())
                ? refusalOn(Act.KICK, person, remove.user())
                : Optional.empty();
    }

    Optional<Refusal> refusalOn(Act act, Person person, Author user) {
        Access.Target target = new Access.Target(user, people.isAdmin(user.id()));
        return room.access().refusalOn(act, person, target, room.millis());
    }

    private Optional<Refusal> forbidsGiving(Person person, Role role) {
        return Permissions.allowsGiving(room.access().role(person), role) ? Optional.empty() : forbidden();
    }

    private static Optional<Refusal> forbidden() {
        return Optional.of(Refusal.of(ErrorCode.FORBIDDEN));
    }

    Optional<Refusal> refusal(Act act, Person person) {
        return refusesAll().or(() -> room.access().refusal(act, person, room.millis()));
    }

    private boolean may(Act act, Person person) {
        return refusal(act, person).isEmpty();
    }

    private Draft withMentions(Request request) {
        if (request.calls.isEmpty()) {
            return request.draft;
        }
        Mentions mentions = mentioning.find(request.calls, may(Act.MENTION_ROOM, request.person));
        if (request.draft instanceof Draft.Post post) {
            return new Draft.Post(post.from(), post.cid(), post.text(), mentions, post.replyTo());
        }
        return request.draft instanceof Draft.Edit edit
                ? new Draft.Edit(edit.from(), edit.cid(), edit.target(), edit.text(), mentions)
                : request.draft;
    }
}

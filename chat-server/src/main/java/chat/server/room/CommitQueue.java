package chat.server.room;

import chat.protocol.RoomEvent;
import chat.server.store.Appended;
import chat.server.store.Draft;
import chat.server.store.MessageStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One room's way into the store: what is posted during one turn of its executor is appended together, and what was
 * appended together is acknowledged and shown together, in {@code seq} order whatever order the store completes in.
 *
 * <p>Confined to the room's executor. Bounded by {@link AppendBudget}.
 */
final class CommitQueue {
    private static final Logger LOG = LoggerFactory.getLogger(CommitQueue.class);

    private static final Appended UNKNOWN = new Appended.Refused(Appended.Reason.UNAVAILABLE);

    private final Room room;
    private final RoomLoop loop;
    private final MessageStore store;
    private final AppendBudget budget;
    private final Outage outage;
    private final ArrayDeque<Batch> inFlight = new ArrayDeque<>();
    private final ArrayDeque<Followup> followups = new ArrayDeque<>(1);
    private List<Posting> gathering = new ArrayList<>();
    private long added;
    private long done;

    /** A draft and who wants to know what became of it. */
    record Posting(Draft draft, Consumer<Appended> done) {}

    /** Something to be done once so many have come to their end. */
    private record Followup(long done, Runnable task) {}

    private record Batch(List<Posting> postings, CompletableFuture<List<Appended>> results) {}

    CommitQueue(Room room, RoomLoop loop, RoomServices services, AppendBudget budget) {
        this.room = room;
        this.loop = loop;
        this.store = services.store();
        this.budget = budget;
        this.outage = new Outage(LOG, "room " + room.name() + ": storing messages");
    }

    /** Appends at the end of this turn. */
    void add(Posting posting) {
        gathering.add(posting);
        added++;
        if (gathering.size() == 1) {
            // Behind everything that is already waiting for this turn: other messages for this room among it.
            loop.eventLoop().execute(this::append);
        }
    }

    /** Runs a task once all that was added so far has come to its end. */
    void afterwards(Runnable task) {
        followups.add(new Followup(added, task));
        followUp();
    }

    private void followUp() {
        while (!followups.isEmpty() && followups.element().done <= done) {
            followups.remove().task.run();
        }
    }

    boolean isEmpty() {
        return gathering.isEmpty() && inFlight.isEmpty();
    }

    private void append() {
        List<Posting> postings = gathering;
        gathering = new ArrayList<>();
        CompletableFuture<List<Appended>> results = store(postings);
        inFlight.add(new Batch(postings, results));
        if (results.isDone()) {
            complete();
        } else {
            results.whenComplete((r, e) -> loop.eventLoop().execute(this::complete));
        }
    }

    private CompletableFuture<List<Appended>> store(List<Posting> postings) {
        try {
            return store.append(
                            room.name(),
                            room.access().settings(),
                            postings.stream().map(Posting::draft).toList())
                    .toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void complete() {
        while (!inFlight.isEmpty() && inFlight.peekFirst().results().isDone()) {
            try {
                complete(inFlight.peekFirst());
            } finally {
                // Not sooner: while somebody is being told, the room is in use.
                done += inFlight.removeFirst().postings().size();
            }
        }
        followUp();
        room.commitsDone();
    }

    private void complete(Batch batch) {
        List<Appended> results = resultsOf(batch);
        List<RoomEvent> events = new ArrayList<>(results.size());
        for (Appended result : results) {
            if (result instanceof Appended.Committed committed) {
                events.add(committed.event());
            }
        }
        room.note(events);
        for (int i = 0; i < results.size(); i++) {
            Posting posting = batch.postings().get(i);
            budget.giveBack(posting.draft().weightBytes());
            tell(posting, results.get(i));
        }
        if (!events.isEmpty()) {
            room.committed(events);
        }
        results.forEach(this::lookBehind);
    }

    /** What goes wrong with one sender's answer is no matter of the others, nor of the room. */
    private void tell(Posting posting, Appended result) {
        try {
            posting.done().accept(result);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error("room {}: cannot answer a sender", room.name(), e);
        }
    }

    /** The log may have what nobody here was told of: a first try may have been stored though its append failed. */
    private void lookBehind(Appended result) {
        if (result instanceof Appended.Duplicate duplicate && duplicate.room().equals(room.name())) {
            room.heardOf(duplicate.seq());
        } else if (result.equals(UNKNOWN)) {
            room.doubts();
        }
    }

    private List<Appended> resultsOf(Batch batch) {
        try {
            List<Appended> results = batch.results().join();
            outage.worked();
            return results;
        } catch (CompletionException | CancellationException failure) {
            outage.failed(failure);
            // Whether they were stored is not known; sending them again under the same cid will tell.
            return Collections.nCopies(batch.postings().size(), UNKNOWN);
        }
    }
}

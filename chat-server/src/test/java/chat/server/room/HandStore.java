package chat.server.room;

import chat.protocol.RoomName;
import chat.protocol.RoomTitle;
import chat.server.store.Appended;
import chat.server.store.Draft;
import chat.server.store.MessageStore;
import chat.server.store.Page;
import chat.server.store.PageRequest;
import chat.server.store.StoredRoom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A store that does at once what it is asked and says so when the test lets it, in whatever order, as a store with its own
 * threads would. What is not held is answered at once.
 */
public final class HandStore implements MessageStore {
    /** What can be held. */
    public enum Call {
        CREATE,
        APPEND,
        FIND,
        READ
    }

    private final MessageStore real;
    private final Set<Call> held = EnumSet.noneOf(Call.class);
    private final List<Answer<?>> answers = new ArrayList<>();
    private final List<PageRequest> reads = new ArrayList<>();
    private int failingCreations;

    private record Answer<T>(CompletableFuture<T> told, CompletionStage<T> real) {
        void tell() {
            told.complete(real.toCompletableFuture().join());
        }
    }

    public HandStore(MessageStore real) {
        this.real = real;
    }

    /** From now on answers to these calls wait for {@link #answer}. */
    public void hold(Call... calls) {
        held.addAll(List.of(calls));
    }

    /** From now on everything is answered at once; what waits goes on waiting. */
    public void holdNothing() {
        held.clear();
    }

    /** How many answers wait. */
    public int waiting() {
        return answers.size();
    }

    /** Gives the answer that waits at this place, the oldest being 0. */
    public void answer(int index) {
        answers.remove(index).tell();
    }

    public void answerAll() {
        while (!answers.isEmpty()) {
            answer(0);
        }
    }

    /** Lets the call at this place fail, whatever it has done. */
    public void fail(int index) {
        answers.remove(index).told().completeExceptionally(new IllegalStateException("the disk is gone"));
    }

    /** The next so many rooms are not created. */
    public void failCreations(int count) {
        failingCreations = count;
    }

    /** The pages that were asked for. */
    public List<PageRequest> reads() {
        return reads;
    }

    private <T> CompletionStage<T> answer(Call call, CompletionStage<T> result) {
        if (!held.contains(call)) {
            return result;
        }
        Answer<T> answer = new Answer<>(new CompletableFuture<>(), result);
        answers.add(answer);
        return answer.told();
    }

    @Override
    public String epoch() {
        return real.epoch();
    }

    @Override
    public CompletionStage<List<StoredRoom>> rooms() {
        return real.rooms();
    }

    @Override
    public CompletionStage<Void> create(RoomName room, RoomTitle title) {
        if (failingCreations > 0) {
            failingCreations--;
            return CompletableFuture.failedStage(new IllegalStateException("the disk is full"));
        }
        return answer(Call.CREATE, real.create(room, title));
    }

    @Override
    public CompletionStage<List<Appended>> append(RoomName room, List<Draft> drafts) {
        return answer(Call.APPEND, real.append(room, drafts));
    }

    @Override
    public CompletionStage<Optional<Appended>> find(RoomName room, Draft draft) {
        return answer(Call.FIND, real.find(room, draft));
    }

    @Override
    public CompletionStage<Page> read(RoomName room, PageRequest request) {
        reads.add(request);
        return answer(Call.READ, real.read(room, request));
    }

    @Override
    public void close() {
        real.close();
    }
}

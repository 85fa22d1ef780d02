package chat.server.room;

import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.server.store.Appended;
import chat.server.store.Draft;
import chat.server.store.MessageStore;
import chat.server.store.Page;
import chat.server.store.PageRequest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A store that does at once what it is asked and says so when the test lets it, in whatever order, as a store with its own
 * threads would. What is not held is answered at once.
 */
public final class HandStore extends StoreAround {
    private final Set<StoreCall> held = EnumSet.noneOf(StoreCall.class);
    private final Set<StoreCall> broken = EnumSet.noneOf(StoreCall.class);
    private final List<Answer<?>> answers = new ArrayList<>();
    private final List<PageRequest> reads = new ArrayList<>();
    private boolean emptyPages;
    private Optional<String> unwritable = Optional.empty();

    private record Answer<T>(CompletableFuture<T> told, CompletionStage<T> real) {
        void tell() {
            told.complete(real.toCompletableFuture().join());
        }
    }

    public HandStore(MessageStore real) {
        super(real);
    }

    /** From now on answers to these calls wait for {@link #answer}. */
    public void hold(StoreCall... calls) {
        held.addAll(List.of(calls));
    }

    /** From now on everything is answered at once; what waits goes on waiting. */
    public void holdNothing() {
        held.clear();
    }

    /** From now on these calls do nothing and fail. */
    public void breakDown(StoreCall... calls) {
        broken.addAll(List.of(calls));
    }

    /** From now on nothing fails. */
    public void mend() {
        broken.clear();
        unwritable = Optional.empty();
    }

    /** From now on nothing is stored, until it is mended. */
    public void unwritable(String why) {
        unwritable = Optional.of(why);
    }

    /** From now on pages hold no events, or again what they should. */
    public void emptyPages(boolean empty) {
        emptyPages = empty;
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

    /** The pages that were asked for. */
    public List<PageRequest> reads() {
        return reads;
    }

    @Override
    <T> CompletionStage<T> answer(StoreCall call, Supplier<CompletionStage<T>> act) {
        if (broken.contains(call)) {
            return CompletableFuture.failedStage(new IllegalStateException("the disk is gone"));
        }
        CompletionStage<T> result = act.get();
        if (!held.contains(call)) {
            return result;
        }
        Answer<T> answer = new Answer<>(new CompletableFuture<>(), result);
        answers.add(answer);
        return answer.told();
    }

    @Override
    public CompletionStage<List<Appended>> append(RoomName room, RoomSettings settings, List<Draft> drafts) {
        return unwritable
                .map(why -> answer(
                        StoreCall.APPEND,
                        () -> CompletableFuture.completedStage(drafts.stream()
                                .<Appended>map(draft -> new Appended.Unwritable(why))
                                .toList())))
                .orElseGet(() -> super.append(room, settings, drafts));
    }

    @Override
    public CompletionStage<Page> read(RoomName room, PageRequest request) {
        reads.add(request);
        return super.read(room, request)
                .thenApply(page -> emptyPages ? new Page(List.of(), page.first(), page.last()) : page);
    }
}

package chat.server.session;

import chat.protocol.ErrorCode;
import chat.protocol.ServerMessage;
import chat.protocol.UserId;
import chat.server.room.Refusal;
import chat.server.room.Room;
import chat.server.store.Appended;
import chat.server.store.Draft;
import chat.server.store.MessageSearch;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code chat.v1} client asks and the store or a room has to look up. Answers may be long: the next is looked for
 * only while the channel takes more, and few at a time, so that a slow line is never given more than it may have unwritten.
 * On the channel's event loop; bounded by {@link ReadGate}.
 */
final class Questions {
    /** So many answers are looked for at a time; with the longest of them a channel has less than it may. */
    static final int UNDER_WAY_MAX = 2;

    private final JsonSession session;
    private final Speaker speaker;
    private final ReadGate reads;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private int underWay;

    Questions(JsonSession session, Speaker speaker, ReadGate reads) {
        this.session = session;
        this.speaker = speaker;
        this.reads = reads;
    }

    /** Something the store or memory has, unless the user asks for that kind too often; then that is told. */
    <T> void ask(
            Rates.Kind kind,
            @Nullable Long id,
            Supplier<CompletionStage<T>> question,
            Function<T, ServerMessage> answer) {
        if (!isTooFast(id, kind)) {
            ask(id, question, answer);
        }
    }

    /**
     * Something that is done and not asked, and is answered by {@code done} or why not.
     *
     * @param after run on any thread, whatever came of it
     */
    void deed(@Nullable Long id, Supplier<CompletionStage<Optional<Refusal>>> deed, Runnable after) {
        long waitNanos = speaker.take(Rates.Kind.SEND, session.nanoTime());
        if (waitNanos > 0) {
            after.run();
            session.tooFast(id, null, waitNanos);
            return;
        }
        reads.began();
        asked(deed).whenComplete((refusal, failure) -> {
            after.run();
            Loops.run(session.connection(), () -> {
                reads.answered();
                Optional<Refusal> why = failure == null ? refusal : Optional.of(Refusal.internal());
                session.answer(why.map(refused -> JsonSession.failure(id, null, refused))
                        .orElseGet(() -> new ServerMessage.Done(id)));
            });
        });
    }

    /** Goes on when the other one does not block the user. */
    void unlessBlocked(UserId other, Consumer<Refusal> refused, Runnable next) {
        lookUp(
                () -> session.services().rooms().moderation().blockersOf(speaker.id(), Set.of(other)),
                refused,
                blockers -> {
                    if (blockers.isEmpty()) {
                        next.run();
                    } else {
                        refused.accept(Refusal.of(ErrorCode.NOT_REACHABLE));
                    }
                });
    }

    /** Goes on with what the store knows; it is asked no more often than for a list, and waits like any other question. */
    <T> void lookUp(Supplier<CompletionStage<T>> question, Consumer<Refusal> refused, Consumer<T> next) {
        long waitNanos = speaker.take(Rates.Kind.PAGE, session.nanoTime());
        if (waitNanos > 0) {
            refused.accept(session.tooFast(waitNanos));
            return;
        }
        reads.began();
        waiting.add(() -> asked(question)
                .whenComplete((found, failure) -> Loops.run(session.connection(), () -> {
                    underWay--;
                    reads.answered();
                    if (failure == null) {
                        next.accept(found);
                    } else {
                        refused.accept(Refusal.internal());
                    }
                    askNext();
                })));
        askNext();
    }

    /** What {@link Room#find} says; it reads the store like any other question, and waits like one. */
    void find(Room room, Draft draft, Consumer<Optional<Appended>> answer) {
        waiting.add(() -> room.find(
                draft,
                known -> Loops.run(session.connection(), () -> {
                    underWay--;
                    answer.accept(known);
                    askNext();
                })));
        askNext();
    }

    /** Whether this is more than the user may ask; then it was told. */
    boolean isTooFast(@Nullable Long id, Rates.Kind kind) {
        long waitNanos = speaker.take(kind, session.nanoTime());
        if (waitNanos > 0) {
            session.tooFast(id, null, waitNanos);
        }
        return waitNanos > 0;
    }

    /** Something that costs too little for a rate of its own. */
    <T> void ask(@Nullable Long id, Supplier<CompletionStage<T>> question, Function<T, ServerMessage> answer) {
        reads.began();
        waiting.add(() -> begin(id, question, answer));
        askNext();
    }

    /** Goes on with what waits, as far as the channel takes answers. */
    void askNext() {
        while (underWay < UNDER_WAY_MAX
                && !waiting.isEmpty()
                && session.connection().isWritable()) {
            underWay++;
            waiting.remove().run();
        }
    }

    /** The client is gone, nobody waits any more. */
    void end() {
        waiting.clear();
    }

    private <T> void begin(
            @Nullable Long id, Supplier<CompletionStage<T>> question, Function<T, ServerMessage> answer) {
        asked(question)
                .whenComplete((value, failure) -> Loops.run(session.connection(), () -> {
                    underWay--;
                    reads.answered();
                    session.answer(failure == null ? answer.apply(value) : failure(id, failure));
                    askNext();
                }));
    }

    private static <T> CompletionStage<T> asked(Supplier<CompletionStage<T>> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private static ServerMessage failure(@Nullable Long id, Throwable failure) {
        Throwable why =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return why instanceof MessageSearch.BadCursor
                ? new ServerMessage.Failure(
                        id, ErrorCode.INVALID_FIELD, String.valueOf(why.getMessage()), "cursor", null, null, null)
                : JsonSession.failure(id, null, Refusal.internal());
    }
}

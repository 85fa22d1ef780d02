package chat.server.store.sql;

import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.UserId;
import chat.server.store.Appended;
import chat.server.store.Draft;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What waits for the {@link Writer}. */
sealed interface Work {
    /** Drafts for one room, to be stored in their order. */
    record Append(RoomName room, RoomSettings settings, List<Draft> drafts, CompletableFuture<List<Appended>> done)
            implements Work {
        /** One of the drafts alone, with nobody waiting for it. */
        Append only(Draft draft) {
            return new Append(room, settings, List.of(draft), new CompletableFuture<>());
        }

        /** Gives every draft the same answer. */
        List<Appended> all(Appended answer) {
            return drafts.stream().map(draft -> answer).toList();
        }
    }

    /** A user has read so far. */
    record Mark(UserId user, RoomName room, long seq, CompletableFuture<Void> done) implements Work {}

    /**
     * A piece of upkeep: a transaction of its own, so small that nobody waits long for it.
     *
     * @param erases whether something goes for good
     * @param inOrder whether what was offered before is to be stored before, and what comes after it after; if not, it may
     *     be taken after what came with it
     */
    record Turn<T>(Chore<T> chore, boolean erases, boolean inOrder, CompletableFuture<T> done) implements Work {}

    /** What was erased is to be gone from the disk now; done is whether it is, or has to be tried again. */
    record Wipe(CompletableFuture<Boolean> done) implements Work {}

    /** The tables are to be written anew; done is whether there was room for that. */
    record Rebuild(CompletableFuture<Boolean> done) implements Work {}

    /** Whether it is committed with nothing else. */
    default boolean isAlone() {
        return this instanceof Turn<?> turn && turn.inOrder;
    }

    /** What is committed together, in the order it came in. */
    record Group(List<Append> appends, List<Mark> marks) {
        static Group of(List<Work> works) {
            List<Append> appends = new ArrayList<>();
            List<Mark> marks = new ArrayList<>();
            for (Work work : works) {
                if (work instanceof Append append) {
                    appends.add(append);
                } else if (work instanceof Mark mark) {
                    marks.add(mark);
                }
            }
            return new Group(appends, marks);
        }

        boolean isEmpty() {
            return appends.isEmpty() && marks.isEmpty();
        }

        /** It is stored: tells everybody. */
        void stored(List<List<Appended>> answers) {
            answer(answers);
            marks.forEach(mark -> mark.done().complete(null));
        }

        /** It is not stored: tells everybody. */
        void refused(List<List<Appended>> answers, String why) {
            answer(answers);
            marks.forEach(mark -> mark.done().completeExceptionally(new NotWritten(why)));
        }

        /** The same to all who are not answered yet. */
        void refused(Appended answer) {
            refused(appends.stream().map(append -> append.all(answer)).toList(), "the store failed");
        }

        private void answer(List<List<Appended>> answers) {
            for (int i = 0; i < appends.size(); i++) {
                appends.get(i).done().complete(answers.get(i));
            }
        }
    }

    /** A mark could not be moved, or a turn not taken. */
    final class NotWritten extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotWritten(String why) {
            super("store: " + why, null, false, false);
        }
    }
}

package chat.server.store.sql;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.draft;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WorkQueueTest {
    private final WorkQueue queue = new WorkQueue();

    private Work offer(Work work) {
        assertThat(queue.offer(work)).isEqualTo(WorkQueue.Offered.TAKEN);
        return work;
    }

    private Work append(int number) {
        return offer(new Work.Append(
                RoomName.LOBBY,
                RoomSettings.of(RoomName.LOBBY),
                List.of(draft(ANA, "c" + number, "text")),
                new CompletableFuture<>()));
    }

    private Work turn(boolean inOrder) {
        return offer(new Work.Turn<>(log -> true, false, inOrder, new CompletableFuture<>()));
    }

    @Test
    void messagesWaitForAFewTurnsOnly() throws InterruptedException {
        List<Work> turns = new ArrayList<>();
        for (int i = 0; i < 2 * WorkQueue.TURNS_MAX; i++) {
            turns.add(turn(false));
        }
        assertThat(queue.take(0)).isEqualTo(turns.subList(0, WorkQueue.TURNS_MAX));

        Work message = append(1);

        assertThat(queue.take(0)).startsWith(message).hasSize(1 + WorkQueue.TURNS_MAX);
        assertThat(queue.size()).isZero();
    }

    @Test
    void turnComesAfterAllThatWasOfferedBeforeIt() throws InterruptedException {
        Work first = append(1);
        Work deletion = turn(true);
        Work second = append(2);
        Work turn = turn(false);
        Work third = append(3);

        assertThat(queue.take(0)).containsExactly(first);
        assertThat(queue.take(0)).containsExactly(deletion);
        assertThat(queue.take(0)).containsExactly(second, third, turn);
    }

    @Test
    void whatWaitsIsGivenOutAtTheEnd() throws InterruptedException {
        Work turn = turn(false);
        Work message = append(1);
        queue.close();
        assertThat(queue.isDone()).isFalse();

        assertThat(queue.end()).containsExactlyInAnyOrder(turn, message);
        assertThat(queue.isDone()).isTrue();
        assertThat(queue.take(0)).isEmpty();
    }
}

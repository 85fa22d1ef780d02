package chat.server.store;

import static chat.server.store.Drafts.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Cid;
import chat.protocol.MessageText;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomTitle;
import org.junit.jupiter.api.Test;

class MemoryLogTest {
    private final MemoryLog log = new MemoryLog(RoomName.LOBBY, RoomTitle.of(RoomName.LOBBY));

    private void add(int count) {
        for (int i = 0; i < count; i++) {
            log.add(RoomEvent.Posted.fresh(
                    RoomName.LOBBY, log.nextSeq(), 1, ANA, new Cid("c"), new MessageText("text"), null));
        }
    }

    @Test
    void emptyLogGivesItsMemoryBack() {
        int least = log.capacity();
        add(1_000);
        assertThat(log.capacity()).isGreaterThanOrEqualTo(1_000);

        while (log.size() > 0) {
            log.dropOldest();
        }

        assertThat(log.capacity()).isEqualTo(least);
        assertThat(log.weightBytes()).isZero();
        add(3);
        assertThat(log.page(PageRequest.after(0, 10, 1 << 20)).events())
                .extracting(RoomEvent::seq)
                .containsExactly(1_001L, 1_002L, 1_003L);
    }

    @Test
    void weightIsThatOfTheEventsHeld() {
        add(5);
        long each = log.weightBytes() / 5;

        assertThat(log.dropOldest()).isEqualTo((int) each);
        assertThat(log.weightBytes()).isEqualTo(4 * each);
    }
}

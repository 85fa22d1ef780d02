package chat.server.store;

import static chat.server.store.Drafts.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Cid;
import chat.protocol.MessageText;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import org.junit.jupiter.api.Test;

class EventRingTest {
    private final EventRing ring = new EventRing();

    private void add(int count) {
        for (int i = 0; i < count; i++) {
            ring.add(event(ring.last() + 1, "text"), 10 * (ring.last() + 1));
        }
    }

    private static RoomEvent event(long seq, String text) {
        return RoomEvent.Posted.fresh(RoomName.LOBBY, seq, 1, ANA, new Cid("c"), new MessageText(text), null);
    }

    @Test
    void emptyRingGivesItsMemoryBack() {
        int least = ring.capacity();
        add(1_000);
        assertThat(ring.capacity()).isGreaterThanOrEqualTo(1_000);

        while (ring.size() > 0) {
            ring.dropOldest();
        }

        assertThat(ring.capacity()).isEqualTo(least);
        assertThat(ring.weightBytes()).isZero();
        add(3);
        assertThat(ring.first()).isEqualTo(1_001);
        assertThat(ring.at(1_003).seq()).isEqualTo(1_003);
        assertThat(ring.has(1_000)).isFalse();
        assertThat(ring.has(1_004)).isFalse();
    }

    @Test
    void weightIsThatOfTheEventsHeld() {
        add(5);
        long each = ring.weightBytes() / 5;

        ring.dropOldest();
        assertThat(ring.weightBytes()).isEqualTo(4 * each);

        ring.replace(event(3, "text and more"));
        assertThat(ring.weightBytes()).isEqualTo(4 * each + 2 * " and more".length());
        ring.dropOldest();
        ring.dropOldest();
        assertThat(ring.weightBytes()).isEqualTo(2 * each);
    }

    @Test
    void newestEventStoredBeforeAnotherIsFound() {
        add(100);
        for (int i = 0; i < 40; i++) {
            ring.dropOldest();
        }

        assertThat(ring.lastBefore(Long.MAX_VALUE)).isEqualTo(100);
        assertThat(ring.lastBefore(505)).isEqualTo(50);
        assertThat(ring.lastBefore(500)).isEqualTo(49);
        assertThat(ring.lastBefore(411)).isEqualTo(41);
        assertThat(ring.lastBefore(410)).isEqualTo(40);
        assertThat(ring.lastBefore(1)).isEqualTo(40);
        assertThat(ring.ordinal(77)).isEqualTo(770);
    }
}

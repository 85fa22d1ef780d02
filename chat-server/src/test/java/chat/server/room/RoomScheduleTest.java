package chat.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.RoomEvent;
import chat.server.store.Appended;
import chat.server.store.PageRequest;
import io.netty.util.test.LeakPresenceExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Readers that come, go, stall and come back at random while messages flow, on loops whose tasks run in random order, with a
 * store that answers in random order: every view equals the log. A seed that fails fails again.
 */
@ExtendWith(LeakPresenceExtension.class)
class RoomScheduleTest {
    private static final int READERS = 9;
    private static final int STEPS = 6_000;
    private static final List<StoreCall> HOLDABLE = List.of(StoreCall.APPEND, StoreCall.FIND, StoreCall.READ);

    private Random random = new Random();
    private TestRooms rooms = new TestRooms(1);
    private final List<ScheduledReader> readers = new ArrayList<>();
    private final List<List<Appended>> posted = new ArrayList<>();
    private int step;

    @ParameterizedTest(name = "{0} loops, seed {1}")
    @CsvSource({"1, 1", "1, 2", "1, 3", "3, 4", "3, 5", "3, 6", "3, 7", "3, 8", "3, 9"})
    void everyViewEqualsTheLog(int loops, long seed) {
        random = new Random(seed);
        rooms = new TestRooms(
                loops, new TestConfig().rateLimit(false).resumeEventsMax(150).roomEventsMax(200));
        Room lobby = rooms.lobby();
        for (int i = 0; i < READERS; i++) {
            readers.add(new ScheduledReader(rooms, lobby, i, what -> what + " at step " + step + " of seed " + seed));
        }

        for (step = 0; step < STEPS; step++) {
            switch (random.nextInt(12)) {
                case 0, 1 -> post(lobby);
                case 2 -> someReader();
                case 3 -> storeAnswers();
                case 4 -> rooms.store.hold(HOLDABLE.get(random.nextInt(HOLDABLE.size())));
                case 5 -> rooms.store.holdNothing();
                default -> rooms.loops.step(random);
            }
        }

        settle();
        assertEveryViewIsWhole(lobby);
        rooms.close();
    }

    private void post(Room lobby) {
        int burst = random.nextInt(10) == 0 ? 40 : 1;
        for (int i = 0; i < burst; i++) {
            String text =
                    "text " + posted.size() + " " + "x".repeat(random.nextInt(random.nextInt(20) == 0 ? 7_000 : 100));
            posted.add(rooms.post(lobby, random.nextInt(rooms.loops.count()), "Poster", text));
        }
    }

    private void someReader() {
        ScheduledReader reader = readers.get(random.nextInt(READERS));
        if (!reader.isConnected()) {
            reader.connect();
            return;
        }
        switch (random.nextInt(8)) {
            case 0 -> reader.disconnect(random.nextBoolean() ? Leaving.WITH_GRACE : Leaving.AT_ONCE);
            case 1, 2 -> reader.outlet().stall(true);
            case 3, 4 -> reader.outlet().stall(false);
            default -> reader.outlet().drain(1 + random.nextInt(3));
        }
        readArrived(reader);
    }

    private static void readArrived(ScheduledReader reader) {
        if (reader.isConnected()) {
            reader.readArrived();
            if (reader.isLost()) {
                reader.disconnect(Leaving.WITH_GRACE);
            }
        }
    }

    private void storeAnswers() {
        for (int i = rooms.store.waiting(); i > 0 && random.nextInt(4) > 0; i--) {
            rooms.store.answer(random.nextInt(rooms.store.waiting()));
        }
    }

    /** The storm is over: everybody is there, reads, and has time to. */
    private void settle() {
        rooms.store.holdNothing();
        for (int round = 0; round < 5; round++) {
            rooms.store.answerAll();
            rooms.pass(1, TimeUnit.SECONDS);
            for (ScheduledReader reader : readers) {
                if (!reader.isConnected()) {
                    reader.connect();
                }
                reader.outlet().stall(false);
            }
            rooms.run();
            readers.forEach(RoomScheduleTest::readArrived);
        }
    }

    private void assertEveryViewIsWhole(Room lobby) {
        List<RoomEvent> kept = rooms.store
                .read(lobby.name(), PageRequest.after(0, 100_000, Integer.MAX_VALUE))
                .toCompletableFuture()
                .join()
                .events();
        List<String> log = posted.stream()
                .flatMap(List::stream)
                .map(result -> (RoomEvent.Posted) ((Appended.Committed) result).event())
                .sorted((a, b) -> Long.compare(a.seq(), b.seq()))
                .map(event -> event.seq() + " " + event.text().value())
                .toList();
        assertThat(log).as("everything was stored and acknowledged once").hasSize(posted.size());
        assertThat(kept.get(kept.size() - 1).seq()).isEqualTo(log.size());
        assertThat(lobby.summary().seq()).isEqualTo(log.size());
        for (ScheduledReader reader : readers) {
            assertThat(reader.position().orElseThrow()).isEqualTo(log.size());
            assertThat(log).containsAll(reader.texts());
            assertThat(reader.texts()).endsWith(log.get(log.size() - 1));
        }
        assertThat(readers.stream().mapToInt(ScheduledReader::resumes).sum()).isGreaterThan(20);
        assertThat(readers.stream().mapToInt(ScheduledReader::resets).sum()).isPositive();
        assertThat(rooms.metrics.slowReaders.sum()).isPositive();
        readers.forEach(reader -> reader.disconnect(Leaving.AT_ONCE));
    }
}

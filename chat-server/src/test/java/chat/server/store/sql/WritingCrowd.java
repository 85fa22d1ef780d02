package chat.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.MessageText;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.server.store.Appended;
import chat.server.store.Draft;
import chat.server.store.Drafts;
import chat.server.store.Page;
import chat.server.store.PageRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;

/**
 * People who write into a few rooms as fast as they are answered, and send again what they were not told is stored, until
 * they are.
 */
final class WritingCrowd implements AutoCloseable {
    private static final List<RoomName> ROOMS = List.of(new RoomName("lobby"), new RoomName("jazz"));
    private static final int PEOPLE = 6;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int PAGE = 300;

    private final SqlMessageStore store;
    private final List<Thread> people = new ArrayList<>();
    private final Map<String, Long> told = new ConcurrentHashMap<>();
    private final List<Throwable> broken = new ArrayList<>();
    private volatile boolean enough;

    WritingCrowd(SqlMessageStore store) {
        this.store = store;
        for (int i = 0; i < PEOPLE; i++) {
            Author author = Drafts.author("u" + i, "Person " + (char) ('A' + i));
            RoomName room = ROOMS.get(i % ROOMS.size());
            Thread person = new Thread(() -> write(author, room), "person-" + i);
            people.add(person);
            person.start();
        }
    }

    /** Lets them be told of so many more. */
    void awaitStored(int more) {
        int until = told.size() + more;
        Awaitility.await().atMost(SOON).until(() -> told.size() >= until || isBroken());
    }

    private synchronized boolean isBroken() {
        return !broken.isEmpty();
    }

    private void write(Author author, RoomName room) {
        try {
            for (int i = 0; !enough; i++) {
                String cid = author.id().value() + "-" + i;
                told.put(cid, sendUntilStored(room, author, cid));
            }
        } catch (RuntimeException | AssertionError e) {
            synchronized (this) {
                broken.add(e);
            }
        }
    }

    private long sendUntilStored(RoomName room, Author author, String cid) {
        Draft draft = new Draft.Post(author, new Cid(cid), new MessageText("text " + cid), null);
        while (true) {
            Appended answer = store.append(room, RoomSettings.of(room), List.of(draft))
                    .toCompletableFuture()
                    .join()
                    .get(0);
            if (answer instanceof Appended.Committed committed) {
                return committed.event().seq();
            }
            if (answer instanceof Appended.Duplicate duplicate) {
                assertThat(duplicate.room()).isEqualTo(room);
                return duplicate.seq();
            }
            assertThat(answer instanceof Appended.Unwritable
                            || answer.equals(new Appended.Refused(Appended.Reason.UNAVAILABLE)))
                    .as("%s is told that it is not stored, or that nobody knows: %s", cid, answer)
                    .isTrue();
            Awaitility.await().atMost(SOON).until(() -> store.state() instanceof WriteState.Writing);
        }
    }

    /** Ends the writing, and checks that the logs have what was told, in its place, once, and no hole. */
    void assertNothingLostAndNothingTwice() {
        close();
        assertThat(broken).isEmpty();
        Map<String, Long> stored = new HashMap<>();
        for (RoomName room : ROOMS) {
            List<RoomEvent> log = log(room);
            for (int i = 0; i < log.size(); i++) {
                RoomEvent event = log.get(i);
                assertThat(event.seq()).as("%s has no hole", room).isEqualTo(i + 1);
                assertThat(stored.put(event.cid().value(), event.seq()))
                        .as("%s is stored once", event.cid())
                        .isNull();
            }
        }
        assertThat(stored).containsAllEntriesOf(told);
        Set<String> untold = new HashSet<>(stored.keySet());
        untold.removeAll(told.keySet());
        assertThat(untold).as("stored, and nobody was told").isEmpty();
    }

    private List<RoomEvent> log(RoomName room) {
        List<RoomEvent> log = new ArrayList<>();
        while (true) {
            try {
                Page page = store.read(room, PageRequest.after(log.size(), PAGE, 1 << 22))
                        .toCompletableFuture()
                        .join();
                if (page.events().isEmpty()) {
                    assertThat(page.last()).isEqualTo(log.size());
                    return log;
                }
                log.addAll(page.events());
            } catch (CompletionException e) {
                throw new AssertionError("reading " + room + " fails (expected: a page)", e);
            }
        }
    }

    @Override
    public void close() {
        enough = true;
        for (Thread person : people) {
            try {
                person.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}

package chat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.RoomEvent.Posted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random lives of a message, of which a client may hear any part twice: it is told the state of some moment, and then the events
 * from before that moment on. The lives are the same in every run; {@code -Dseed=…} makes others.
 */
class PostHistoryTest {
    private static final long SEED = Long.getLong("seed", 1);
    private static final int LIVES = 200;
    private static final int EVENTS = 60;

    private static final RoomName ROOM = RoomName.LOBBY;
    private static final Cid CID = new Cid("c");
    private static final List<Emoji> EMOJI = List.of(new Emoji("👍"), new Emoji("❤️"), new Emoji("🇧🇷"));

    private static Author author(int number) {
        return new Author(new UserId("u" + number), new UserName("User " + (char) ('a' + number)));
    }

    /** What must be true of a message whatever way it was learned; the order of reactions is for show. */
    private record Facts(
            MessageText text,
            @Nullable Long editedSeq,
            boolean deleted,
            boolean pinned,
            int replies,
            @Nullable Long lastReply,
            Map<String, Set<UserId>> reactions) {

        static Facts of(Posted message) {
            PostState state = message.state();
            assertThat(state.reactions())
                    .allSatisfy(reaction -> assertThat(reaction.users()).hasSize(reaction.count()));
            Map<String, Set<UserId>> reactions = state.reactions().stream()
                    .collect(Collectors.toMap(
                            reaction -> reaction.emoji().value(), reaction -> new HashSet<>(reaction.users())));
            return new Facts(
                    message.text(),
                    state.editedSeq(),
                    state.deleted(),
                    state.pinned(),
                    state.replies(),
                    state.lastReply(),
                    reactions);
        }
    }

    /** A message and what happened to it, kept apart from the code under test. */
    private static final class Life {
        private final Random random;
        private final Posted first = Posted.fresh(ROOM, 1, 0, author(0), CID, new MessageText("olá"), null);
        private final List<RoomEvent> events = new ArrayList<>();
        private final Map<String, Set<UserId>> reactions = new TreeMap<>();
        private MessageText text = first.text();
        private @Nullable Long editedSeq;
        private boolean deleted;
        private boolean pinned;
        private int replies;
        private @Nullable Long lastReply;

        Life(Random random) {
            this.random = random;
        }

        void goOn() {
            long seq = events.size() + 2;
            int choice = random.nextInt(deleted ? 1 : 20);
            if (choice == 0) {
                events.add(Posted.fresh(ROOM, seq, 0, author(1), CID, new MessageText("oi"), 1L));
                replies++;
                lastReply = seq;
            } else if (choice < 4) {
                text = new MessageText("olá " + seq);
                editedSeq = seq;
                events.add(new RoomEvent.Edited(ROOM, seq, 0, author(0), CID, 1, text, Mentions.NONE));
            } else if (choice < 7) {
                pinned = random.nextBoolean();
                events.add(new RoomEvent.Pinned(ROOM, seq, 0, author(1), CID, 1, pinned));
            } else if (choice == 7 && random.nextInt(5) == 0) {
                delete(seq);
            } else {
                react(seq);
            }
        }

        private void delete(long seq) {
            events.add(new RoomEvent.Deleted(ROOM, seq, 0, author(0), CID, 1));
            // As a store tells it from now on.
            events.replaceAll(event -> event instanceof RoomEvent.Edited old
                    ? new RoomEvent.Edited(ROOM, old.seq(), 0, old.from(), CID, 1, MessageText.ERASED, Mentions.NONE)
                    : event);
            text = MessageText.ERASED;
            editedSeq = null;
            deleted = true;
            pinned = false;
            reactions.clear();
        }

        private void react(long seq) {
            Emoji emoji = EMOJI.get(random.nextInt(EMOJI.size()));
            Author from = author(random.nextInt(5));
            boolean on = random.nextInt(3) > 0;
            Set<UserId> users = reactions.computeIfAbsent(emoji.value(), any -> new HashSet<>());
            // Also what is as asked already.
            boolean changed = on ? users.add(from.id()) : users.remove(from.id());
            int count = users.size();
            assertThat(count).isBetween(changed && on ? 1 : 0, 5);
            if (users.isEmpty()) {
                reactions.remove(emoji.value());
            }
            events.add(new RoomEvent.Reacted(ROOM, seq, 0, from, CID, 1, emoji, on, count));
        }

        Facts facts() {
            Map<String, Set<UserId>> copy = new HashMap<>();
            reactions.forEach((emoji, users) -> copy.put(emoji, new HashSet<>(users)));
            return new Facts(text, editedSeq, deleted, pinned, replies, lastReply, copy);
        }

        /** Events with these places among all, the last one left out. */
        List<RoomEvent> events(int from, int to) {
            return List.copyOf(events.subList(from, to));
        }
    }

    private static Posted after(Posted start, List<RoomEvent> events) {
        Posted message = start;
        for (RoomEvent event : events) {
            message =
                    event instanceof RoomEvent.Change change ? message.after(change) : message.answeredBy(event.seq());
        }
        return message;
    }

    @Test
    void aMessageIsWhatItsEventsMadeOfIt() {
        for (int i = 0; i < LIVES; i++) {
            Life life = new Life(new Random(SEED + i));
            for (int n = 0; n < EVENTS; n++) {
                life.goOn();
                assertThat(Facts.of(after(life.first, life.events(0, n + 1))))
                        .as("-Dseed=%d, event %d", SEED + i, n)
                        .isEqualTo(life.facts());
            }
        }
    }

    @Test
    void whoKnowsAStateMayHearAgainWhatLedToIt() {
        for (int i = 0; i < LIVES; i++) {
            Random random = new Random(SEED + i);
            Life life = new Life(random);
            for (int n = 0; n < EVENTS; n++) {
                life.goOn();
            }
            Posted end = after(life.first, life.events(0, EVENTS));
            for (int n = 0; n < 10; n++) {
                int known = random.nextInt(EVENTS + 1);
                int again = random.nextInt(known + 1);
                Posted state = after(life.first, life.events(0, known));
                assertThat(Facts.of(after(state, life.events(again, EVENTS))))
                        .as("-Dseed=%d, the state after %d events, then those from %d on", SEED + i, known, again)
                        .isEqualTo(Facts.of(end));
                // A page of the log tells the state of the end, whatever the position.
                assertThat(Facts.of(after(end, life.events(again, EVENTS)))).isEqualTo(Facts.of(end));
            }
        }
    }
}

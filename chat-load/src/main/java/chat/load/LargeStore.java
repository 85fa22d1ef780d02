package chat.load;

import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.MessageText;
import chat.protocol.ProtocolException;
import chat.protocol.RoomName;
import chat.protocol.RoomTitle;
import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.store.Appended;
import chat.server.store.Draft;
import chat.server.store.MessageSearch;
import chat.server.store.MessageStore;
import chat.server.store.Page;
import chat.server.store.PageRequest;
import chat.server.store.SearchQuery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** A store with millions of messages: fills it, and asks it what clients ask. Used by one thread. */
final class LargeStore {
    private static final int ROOMS = 200;
    private static final int USERS = 5_000;
    private static final int DRAFTS_OF_A_CALL = 1_000;
    private static final int CALLS_UNDER_WAY = 8;

    /** As a member that catches up reads, and the most that a resume tells. */
    private static final int RESUME_PAGE_EVENTS = 100;

    private static final int RESUME_PAGE_BYTES = 64 * 1024;
    private static final int RESUME_EVENTS_MAX = 2_000;

    private static final int HISTORY_EVENTS = 50;
    private static final int HISTORY_BYTES = 256 * 1024;
    private static final int SEARCH_HITS = 20;

    private final MessageStore store;
    private final Random random = new Random(1);
    private final Words words = new Words(random);

    LargeStore(MessageStore store) {
        this.store = store;
    }

    /** Stores so many messages, a thousand at a time. */
    void fill(long messages, Progress progress) {
        Queue<CompletableFuture<List<Appended>>> underWay = new ArrayDeque<>();
        for (long done = 0; done < messages; done += DRAFTS_OF_A_CALL) {
            RoomName room = room((int) (done / DRAFTS_OF_A_CALL % ROOMS));
            List<Draft> drafts = new ArrayList<>(DRAFTS_OF_A_CALL);
            for (int i = 0; i < Math.min(DRAFTS_OF_A_CALL, messages - done); i++) {
                drafts.add(draft(done + i));
            }
            underWay.add(store.append(room, RoomTitle.of(room), drafts).toCompletableFuture());
            if (underWay.size() > CALLS_UNDER_WAY) {
                requireCommitted(underWay.remove().join());
                progress.told(done);
            }
        }
        underWay.forEach(call -> requireCommitted(call.join()));
    }

    /** Told now and then how far it is. */
    interface Progress {
        void told(long done);
    }

    private Draft draft(long number) {
        int user = random.nextInt(USERS);
        Author author = new Author(new UserId("u" + user), new UserName("Pessoa " + user));
        // As long as a UUID, and as random.
        Cid cid = new Cid("%016x-%016x".formatted(random.nextLong(), number));
        return new Draft.Post(author, cid, new MessageText(words.text()), null);
    }

    private static void requireCommitted(List<Appended> results) {
        for (Appended result : results) {
            if (!(result instanceof Appended.Committed)) {
                throw new IllegalStateException("answer: " + result + " (expected: committed)");
            }
        }
    }

    private static RoomName room(int number) {
        return new RoomName("sala-" + number);
    }

    /** Pages of history anywhere in the logs. */
    Latencies page(int times) {
        Latencies latencies = new Latencies();
        for (int i = 0; i < times; i++) {
            RoomName room = room(random.nextInt(ROOMS));
            long before = 1 + (long) (random.nextDouble() * head(room));
            long start = System.nanoTime();
            read(room, PageRequest.before(before, HISTORY_EVENTS, HISTORY_BYTES));
            latencies.add(System.nanoTime() - start);
        }
        return latencies;
    }

    /** Everything that somebody missed, up to 2,000 events, page by page. */
    Latencies resume(int times) {
        Latencies latencies = new Latencies();
        for (int i = 0; i < times; i++) {
            RoomName room = room(random.nextInt(ROOMS));
            long head = head(room);
            long start = System.nanoTime();
            long after = Math.max(0, head - 1 - random.nextInt(RESUME_EVENTS_MAX));
            while (after < head) {
                after += read(room, PageRequest.after(after, RESUME_PAGE_EVENTS, RESUME_PAGE_BYTES))
                        .events()
                        .size();
            }
            latencies.add(System.nanoTime() - start);
        }
        return latencies;
    }

    /** What is looked for. */
    enum Looking {
        COMMON_WORD,
        RARE_WORD,
        TWO_WORDS,
        PHRASE,
        PREFIX,
        WORD_IN_A_ROOM
    }

    /** The newest messages with some words. */
    Latencies search(Looking looking, int times) {
        Latencies latencies = new Latencies();
        for (int i = 0; i < times; i++) {
            Optional<RoomName> room =
                    looking == Looking.WORD_IN_A_ROOM ? Optional.of(room(random.nextInt(ROOMS))) : Optional.empty();
            MessageSearch.Request request =
                    new MessageSearch.Request(query(looking), room, Optional.empty(), Optional.empty(), SEARCH_HITS);
            long start = System.nanoTime();
            store.search().search(request).toCompletableFuture().join();
            latencies.add(System.nanoTime() - start);
        }
        return latencies;
    }

    private SearchQuery query(Looking looking) {
        String typed = switch (looking) {
            case COMMON_WORD, WORD_IN_A_ROOM -> words.word();
            case RARE_WORD -> words.rareWord();
            case TWO_WORDS -> words.word() + " " + words.word();
            case PHRASE -> "\"" + words.word() + " " + words.word() + "\"";
            case PREFIX -> words.word() + "*";
        };
        try {
            return SearchQuery.parse(typed);
        } catch (ProtocolException e) {
            throw new IllegalStateException(typed, e);
        }
    }

    private long head(RoomName room) {
        return read(room, PageRequest.newest(1, HISTORY_BYTES)).last();
    }

    private Page read(RoomName room, PageRequest request) {
        return store.read(room, request).toCompletableFuture().join();
    }
}

package chat.server.store.sql;

import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.MessageText;
import chat.protocol.Role;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.metrics.ServerMetrics;
import chat.server.store.Appended;
import chat.server.store.Draft;
import chat.server.store.MessageSearch;
import chat.server.store.SearchQuery;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * How long searches take when nine in ten rooms are private, and the asker is in none, some or many of them. Started by hand:
 * {@code sqlite DIRECTORY} or {@code postgres -}, the number of messages (0: they are there), of searches, and rooms that
 * the askers are in.
 */
final class SearchBenchmark {
    private static final int ROOMS = 4_000;
    private static final int WORDS = 20_000;
    private static final int AT_ONCE = 500;
    private static final int MEMBERS_MAX = 1_000;

    /** As {@code word0} is the most frequent of all, and {@code word19999} the rarest. */
    private enum Kind {
        FREQUENT,
        RARE,
        TWO,
        PREFIX,
        LETTER
    }

    private final SqlMessageStore store;
    private final PrintStream out;
    private final Random random = new Random(1);

    private SearchBenchmark(SqlMessageStore store, PrintStream out) {
        this.store = store;
        this.out = out;
    }

    private static RoomName room(int number) {
        return number % 10 == 0
                ? new RoomName("room" + number)
                : RoomName.ofPrivate(ByteBuffer.allocate(RoomName.HIDDEN_BYTES)
                        .putInt(number)
                        .array());
    }

    private static Author user(String id) {
        return new Author(new UserId(id), new UserName("Somebody"));
    }

    private void append(RoomName room, List<Draft> drafts) throws InterruptedException, ExecutionException {
        CompletableFuture<List<Appended>> done =
                store.append(room, RoomSettings.of(room), drafts).toCompletableFuture();
        if (!(done.get().get(0) instanceof Appended.Committed)) {
            throw new IllegalStateException("answer: " + done.get());
        }
    }

    /** Rooms are as uneven as words. */
    private void fill(int messages, int[] memberships) throws InterruptedException, ExecutionException {
        for (int number = 0; number < ROOMS; number++) {
            if (number % 10 == 0) {
                continue;
            }
            Author owner = user("owner");
            List<Draft> drafts = new ArrayList<>();
            drafts.add(member(owner, "a" + number, owner, Role.OWNER));
            for (int rooms : memberships) {
                // One in so many, the large ones among them.
                if (rooms > 0
                        && number % Math.max(1, ROOMS * 9 / 10 / rooms) == 1 % Math.max(1, ROOMS * 9 / 10 / rooms)) {
                    drafts.add(member(owner, "m" + rooms + "-" + number, user("asker" + rooms), Role.MEMBER));
                }
            }
            append(room(number), drafts);
        }
        int cid = 0;
        while (cid < messages) {
            RoomName room = room((int) (ROOMS * Math.pow(random.nextDouble(), 3)));
            List<Draft> drafts = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                drafts.add(new Draft.Post(
                        user("u" + random.nextInt(2_000)), new Cid("c" + cid++), new MessageText(text()), null));
            }
            append(room, drafts);
            if (cid % 100_000 == 0) {
                out.println(cid + " messages");
            }
        }
    }

    private static Draft member(Author from, String cid, Author user, Role role) {
        return new Draft.AddMember(from, new Cid(cid), user, role, MEMBERS_MAX);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            text.append("word").append(word()).append(' ');
        }
        return text.toString().strip();
    }

    private int word() {
        return (int) (WORDS * Math.pow(random.nextDouble(), 4));
    }

    private SearchQuery query(Kind kind) {
        return switch (kind) {
            case FREQUENT -> query(term("word" + random.nextInt(20), false));
            case RARE -> query(term("word" + (WORDS - 1 - random.nextInt(2_000)), false));
            case TWO -> query(term("word" + word(), false), term("word" + word(), false));
            case PREFIX -> query(term("word" + word() / 10, true));
            case LETTER -> query(term("w", true));
        };
    }

    private static SearchQuery query(SearchQuery.Term... terms) {
        return new SearchQuery(List.of(terms));
    }

    private static SearchQuery.Term term(String word, boolean prefix) {
        return new SearchQuery.Term(List.of(word), prefix);
    }

    private void measure(int times, int[] memberships) throws InterruptedException, ExecutionException {
        for (int rooms : memberships) {
            for (Kind kind : Kind.values()) {
                long[] micros = new long[times];
                long hits = 0;
                for (int i = 0; i < times; i++) {
                    MessageSearch.Request request = new MessageSearch.Request(
                            new UserId("asker" + rooms),
                            query(kind),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            20);
                    long start = System.nanoTime();
                    hits += store.search()
                            .search(request)
                            .toCompletableFuture()
                            .get()
                            .hits()
                            .size();
                    micros[i] = (System.nanoTime() - start) / 1_000;
                }
                Arrays.sort(micros);
                out.printf(
                        "in %4d private rooms, %-8s p50 %6.1f ms, p99 %6.1f ms, max %6.1f ms, %4.1f hits%n",
                        rooms,
                        kind,
                        micros[times / 2] / 1e3,
                        micros[times * 99 / 100] / 1e3,
                        micros[times - 1] / 1e3,
                        (double) hits / times);
            }
        }
    }

    public static void main(String[] args) throws Exception {
        int[] memberships =
                Arrays.stream(args).skip(4).mapToInt(Integer::parseInt).toArray();
        try (SqlMessageStore store = args[0].equals("sqlite")
                ? SqliteStore.open(Path.of(args[1]), InstantSource.system(), new ServerMetrics())
                : PostgresStore.open(
                                TestPostgres.own().database(),
                                "token",
                                new byte[32],
                                InstantSource.system(),
                                new ServerMetrics())
                        .messages()) {
            SearchBenchmark benchmark = new SearchBenchmark(store, System.out);
            if (Integer.parseInt(args[2]) > 0) {
                benchmark.fill(Integer.parseInt(args[2]), memberships);
            }
            benchmark.measure(Integer.parseInt(args[3]), memberships);
        }
    }
}

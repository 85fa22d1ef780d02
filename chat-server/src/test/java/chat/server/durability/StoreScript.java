package chat.server.durability;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.Emoji;
import chat.protocol.JsonCodec;
import chat.protocol.MessageText;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomTitle;
import chat.protocol.Topic;
import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.store.Appended;
import chat.server.store.Draft;
import chat.server.store.MessageStore;
import chat.server.store.Page;
import chat.server.store.PageRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes a store one event at a time, so that each is a commit, and knows what must then be there. */
final class StoreScript {
    static final List<RoomName> ROOMS = List.of(new RoomName("sala-1"), new RoomName("sala-2"));

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonCodec CODEC = new JsonCodec();
    private static final int PAGE_EVENTS = 100;
    private static final int PAGE_BYTES = 64 * 1024;

    private final Random random;
    private final List<Step> steps = new ArrayList<>();

    /** A draft, and the event that it became. */
    record Step(RoomName room, Draft draft, RoomEvent event) {}

    StoreScript(Random random) {
        this.random = random;
    }

    /** Has something stored, and waits until it is. */
    void write(MessageStore store, boolean mayDelete) {
        RoomName room = ROOMS.get(random.nextInt(ROOMS.size()));
        write(store, room, draft(room, mayDelete));
    }

    /** Has a message stored and deleted: two commits, the second one of which the store wipes from the disk. */
    void writeAndDelete(MessageStore store) {
        RoomName room = ROOMS.get(0);
        Author author = new Author(new UserId("u0"), new UserName("Ana"));
        Cid first = new Cid("c" + steps.size());
        long seq = write(store, room, new Draft.Post(author, first, text(first), null));
        write(store, room, new Draft.Delete(author, new Cid("c" + steps.size()), seq));
    }

    private long write(MessageStore store, RoomName room, Draft draft) {
        Appended answer = append(store, room, draft);
        assertThat(answer).isInstanceOf(Appended.Committed.class);
        RoomEvent event = ((Appended.Committed) answer).event();
        steps.add(new Step(room, draft, event));
        return event.seq();
    }

    private static Appended append(MessageStore store, RoomName room, Draft draft) {
        return store.append(room, RoomTitle.of(room), List.of(draft))
                .toCompletableFuture()
                .join()
                .get(0);
    }

    private Draft draft(RoomName room, boolean mayDelete) {
        Author author = new Author(new UserId("u" + random.nextInt(3)), new UserName("Ana"));
        Cid cid = new Cid("c" + steps.size());
        List<Step> posts = steps.stream()
                .filter(step -> step.room.equals(room) && step.event instanceof RoomEvent.Posted && !isDeleted(step))
                .toList();
        int kind = posts.isEmpty() ? 9 : random.nextInt(10);
        if (kind > 4) {
            return new Draft.Post(
                    author, cid, text(cid), kind == 5 ? pick(posts).event.seq() : null);
        }
        RoomEvent target = pick(posts).event;
        return switch (kind) {
            case 0 -> new Draft.Edit(target.from(), cid, target.seq(), text(cid));
            case 1 -> new Draft.React(author, cid, target.seq(), new Emoji("🎉"), random.nextInt(3) > 0);
            case 2 -> new Draft.Pin(author, cid, target.seq(), random.nextBoolean());
            case 3 ->
                mayDelete
                        ? new Draft.Delete(target.from(), cid, target.seq())
                        : new Draft.React(author, cid, target.seq(), new Emoji("👍"), true);
            default -> new Draft.SetTopic(author, cid, new Topic("sobre " + cid.value()));
        };
    }

    private Step pick(List<Step> from) {
        return from.get(random.nextInt(from.size()));
    }

    private boolean isDeleted(Step post) {
        return steps.stream()
                .anyMatch(step -> step.room.equals(post.room)
                        && step.event instanceof RoomEvent.Deleted deleted
                        && deleted.target() == post.event.seq());
    }

    /** Of a few pages of a database, now and then. */
    private MessageText text(Cid cid) {
        return new MessageText(cid.value() + " água".repeat(1 + random.nextInt(random.nextInt(8) == 0 ? 1_500 : 20)));
    }

    /** How many events were stored. */
    int size() {
        return steps.size();
    }

    /** The store has the first so many events, in the state that these make, and nothing else. */
    void requireFirst(int count, MessageStore store) {
        Map<String, String> texts = new HashMap<>();
        for (RoomName room : ROOMS) {
            List<JsonNode> expected = new ArrayList<>();
            for (Step step : steps.subList(0, count)) {
                if (step.room.equals(room)) {
                    JsonNode event = json(step.event);
                    expected.add(event);
                    texts.put(event.path("cid").asString(), event.path("text").asString(""));
                }
            }
            LogCheck.requireSame(
                    room + ", first " + count,
                    RoomView.linesAsTold(read(store, room)),
                    RoomView.replay(expected, texts::get).lines());
        }
    }

    /** The first so many events are there, each at its place, and nothing else; in whatever state. */
    void requireSameEvents(int count, MessageStore store) {
        for (RoomName room : ROOMS) {
            LogCheck.requireSame(
                    room + ", first " + count,
                    identities(read(store, room)),
                    identities(steps.subList(0, count).stream()
                            .filter(step -> step.room.equals(room))
                            .map(step -> json(step.event))
                            .toList()));
        }
    }

    private static List<String> identities(List<JsonNode> events) {
        return events.stream()
                .map(event -> event.path("seq") + " " + event.path("type") + " " + event.path("cid") + " "
                        + event.path("from").path("id"))
                .toList();
    }

    /** What is there is found by its cid; what is not is taken again, and has its place again. */
    void requireGoesOnFrom(int count, MessageStore store) {
        for (int i = Math.max(0, count - 3); i < Math.min(steps.size(), count + 3); i++) {
            Step step = steps.get(i);
            Appended answer = append(store, step.room, step.draft);
            if (i < count) {
                assertThat(answer).isEqualTo(new Appended.Duplicate(step.room, step.event.seq(), step.event.at()));
            } else {
                assertThat(answer).isInstanceOf(Appended.Committed.class);
                assertThat(((Appended.Committed) answer).event().seq()).isEqualTo(step.event.seq());
            }
        }
    }

    /** A whole log. */
    static List<JsonNode> read(MessageStore store, RoomName room) {
        List<JsonNode> log = new ArrayList<>();
        Page page;
        do {
            page = store.read(room, PageRequest.after(log.size(), PAGE_EVENTS, PAGE_BYTES))
                    .toCompletableFuture()
                    .join();
            page.events().forEach(event -> log.add(json(event)));
        } while (!page.events().isEmpty());
        return log;
    }

    private static JsonNode json(RoomEvent event) {
        return JSON.readTree(CODEC.encode(event));
    }
}

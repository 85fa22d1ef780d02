package chat.server.store;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.author;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Author;
import chat.protocol.Description;
import chat.protocol.Mentions;
import chat.protocol.Posting;
import chat.protocol.Role;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomTitle;
import chat.protocol.ServerMessage.Hit;
import chat.protocol.SettingsChange;
import chat.protocol.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A part of {@link MessageStoreContract}: whatever is done in whatever order, a store answers as its {@link Model} does. */
abstract class ModelContract extends ModerationContract {
    private static final int ROUNDS = 700;
    private static final List<RoomName> ROOMS = List.of(LOBBY, JAZZ, BAND);
    private static final List<Author> USERS =
            List.of(author("u1", "Ana"), author("u2", "Bia"), author("u3", "Caio"), author("u4", "Davi"));
    /** No owners: what becomes of the last one is {@link LogRulesTest}'s. */
    private static final List<Role> ROLES = List.of(Role.MODERATOR, Role.MEMBER, Role.READER);

    private static final List<String> EMOJIS = List.of("👍", "❤", "❤️", "🎉");
    private static final List<String> WORDS =
            List.of("olá", "mundo", "MUNDIAL", "bom dia", "東京", "straße", "agulha", "x");

    private final Random random = new Random(20260405);
    private final Model model = new Model();
    private final List<Draft> sent = new ArrayList<>();

    /** Called between rounds, now and then: a store that can must be the same after it. */
    void sometimes() throws Exception {}

    @Test
    void storeAnswersAsItsModelDoes() throws Exception {
        int committed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            committed += appendSome();
            compareSomething();
            if (round % 100 == 99) {
                sometimes();
                compareEverything();
            }
        }
        assertThat(committed).isGreaterThan(ROUNDS);
    }

    private int appendSome() {
        RoomName room = any(ROOMS);
        List<Draft> drafts = new ArrayList<>();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            drafts.add(draftFor(room));
        }
        sent.addAll(drafts);
        List<Appended> results = append(room, drafts);

        int committed = 0;
        for (int i = 0; i < count; i++) {
            Draft draft = drafts.get(i);
            Appended result = results.get(i);
            long at = result instanceof Appended.Committed done ? done.event().at() : 0;
            assertThat(result).as("%s in %s", draft, room).isEqualTo(model.expected(room, draft, at));
            if (result instanceof Appended.Committed done) {
                assertThat(at).isPositive();
                model.committed(draft, done.event());
                committed++;
            }
        }
        return committed;
    }

    private Draft draftFor(RoomName room) {
        if (!sent.isEmpty() && random.nextInt(10) == 0) {
            return any(sent);
        }
        Author from = any(USERS);
        // Now and then one that is taken.
        String cid = "c"
                + (random.nextInt(20) == 0
                        ? random.nextInt(sent.size() + 1)
                        : 100_000 + sent.size() * 10 + random.nextInt(10));
        long target = target(room);
        return switch (random.nextInt(20)) {
            case 0, 1 -> Drafts.draft(from, cid, text());
            case 2, 3 -> Drafts.calling(from, cid, text(), mentions());
            case 4, 5, 6 -> Drafts.reply(from, cid, text(), target);
            case 7, 8 -> Drafts.edit(from, cid, target, text());
            case 9 -> Drafts.editCalling(from, cid, target, text(), mentions());
            case 10 -> random.nextBoolean() ? Drafts.delete(from, cid, target) : Drafts.moderate(from, cid, target);
            case 11, 12 -> Drafts.react(from, cid, target, any(EMOJIS));
            case 13 -> Drafts.unreact(from, cid, target, any(EMOJIS));
            case 14 -> random.nextBoolean() ? Drafts.pin(from, cid, target) : Drafts.unpin(from, cid, target);
            case 15 -> settings(from, cid);
            case 16, 17 -> Drafts.invite(from, cid, any(USERS), any(ROLES));
            case 18 ->
                random.nextBoolean()
                        ? Drafts.remove(from, cid, any(USERS))
                        : Drafts.role(from, cid, any(USERS), any(ROLES));
            default -> Drafts.topic(from, cid, random.nextBoolean() ? text() : "");
        };
    }

    private Mentions mentions() {
        List<UserId> users = USERS.stream()
                .filter(user -> random.nextBoolean())
                .map(Author::id)
                .toList();
        return new Mentions(users, random.nextInt(4) == 0);
    }

    private Draft settings(Author from, String cid) {
        return Drafts.settings(
                from,
                cid,
                new SettingsChange(
                        random.nextBoolean() ? null : new RoomTitle(any(WORDS)),
                        random.nextBoolean() ? null : new Description(text()),
                        random.nextBoolean() ? null : any(List.of(Posting.values())),
                        random.nextBoolean(),
                        random.nextBoolean() ? null : (Integer) random.nextInt(60)));
    }

    /** Mostly one of the newest events, so that much happens to the same ones. */
    private long target(RoomName room) {
        int head = model.log(room).size();
        return random.nextInt(4) == 0 ? random.nextInt(head + 3) : Math.max(1, head - random.nextInt(15));
    }

    private String text() {
        StringBuilder text = new StringBuilder(any(WORDS));
        while (random.nextInt(3) > 0) {
            text.append(' ').append(any(WORDS));
        }
        return text.toString();
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void compareSomething() throws Exception {
        RoomName room = any(ROOMS);
        UserId user = any(USERS).id();
        switch (random.nextInt(7)) {
            case 0 -> comparePage(room);
            case 1 -> compareThread(room, target(room));
            case 2 -> compare(() -> await(store().pins(room)), model.pins(room));
            case 3 -> compareVersions(room, target(room));
            case 4 -> compareMarks(user, room);
            case 5 -> compareSearch();
            default -> compareFind(room);
        }
    }

    private void comparePage(RoomName room) {
        PageRequest request = request(room);
        compare(() -> read(room, request), model.page(room, request));
    }

    private void compareThread(RoomName room, long root) {
        PageRequest request = request(room);
        compare(() -> await(store().thread(room, root, request)), model.thread(room, root, request));
    }

    private PageRequest request(RoomName room) {
        PageRequest.Direction direction = any(List.of(PageRequest.Direction.values()));
        long seq = random.nextInt(model.log(room).size() + 3);
        return new PageRequest(direction, seq, 1 + random.nextInt(20), 1 + random.nextInt(5_000));
    }

    private void compareVersions(RoomName room, long target) {
        compare(() -> await(store().versions(room, target)), model.versions(room, target));
    }

    private void compareMarks(UserId user, RoomName room) {
        long seq = target(room);
        compare(() -> await(store().readMarks().advance(user, room, seq)), model.advance(user, room, seq));
        compare(() -> await(store().readMarks().of(user, Optional.empty(), 10)), model.marks(user));
    }

    private void compareFind(RoomName room) {
        Draft draft = any(sent);
        compare(() -> await(store().find(room, draft)), model.known(room, draft));
    }

    private void compareSearch() throws Exception {
        SearchQuery query = SearchQuery.parse(
                random.nextBoolean() ? any(WORDS) + " " + any(WORDS) : random.nextBoolean() ? "mun*" : "\"bom dia");
        Optional<RoomName> room = random.nextBoolean() ? Optional.of(any(ROOMS)) : Optional.empty();
        Optional<UserId> from = random.nextBoolean() ? Optional.of(any(USERS).id()) : Optional.empty();
        UserId asker = any(USERS).id();
        List<RoomEvent.Posted> found = search(asker, query, room, from, 1 + random.nextInt(50)).stream()
                .map(Hit::post)
                .toList();
        compare(() -> found, model.found(asker, query, room, from));
    }

    private void compareEverything() throws Exception {
        assertThat(await(store().rooms())).containsExactlyInAnyOrderElementsOf(model.rooms());
        PageRequest all = PageRequest.newest(Integer.MAX_VALUE, Integer.MAX_VALUE);
        for (RoomName room : ROOMS) {
            compare(() -> read(room, all), model.page(room, all));
            compare(() -> await(store().pins(room)), model.pins(room));
            for (int seq = 1; seq <= model.log(room).size(); seq += 7) {
                compareVersions(room, seq);
                compareThread(room, seq);
            }
        }
        for (Author user : USERS) {
            compare(() -> await(store().readMarks().of(user.id(), Optional.empty(), 10)), model.marks(user.id()));
        }
        for (String word : WORDS) {
            SearchQuery query = SearchQuery.parse(word);
            compare(
                    () -> search(query, Optional.empty(), Optional.empty(), 50).stream()
                            .map(Hit::post)
                            .toList(),
                    model.found(ANA.id(), query, Optional.empty(), Optional.empty()));
        }
    }

    private static <T> void compare(Supplier<T> store, T expected) {
        assertThat(store.get()).isEqualTo(expected);
    }
}

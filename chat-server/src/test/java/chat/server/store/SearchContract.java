package chat.server.store;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.BIA;
import static chat.server.store.Drafts.delete;
import static chat.server.store.Drafts.draft;
import static chat.server.store.Drafts.edit;
import static chat.server.store.Drafts.pin;
import static chat.server.store.Drafts.react;
import static chat.server.store.Drafts.reply;
import static chat.server.store.Drafts.topic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.protocol.ProtocolException;
import chat.protocol.ProtocolLimits;
import chat.protocol.RoomName;
import chat.protocol.ServerMessage.Hit;
import chat.protocol.UserId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A part of {@link MessageStoreContract}: search. */
abstract class SearchContract extends ReadMarksContract {
    static SearchQuery query(String typed) {
        try {
            return SearchQuery.parse(typed);
        } catch (ProtocolException e) {
            throw new AssertionError(typed, e);
        }
    }

    private MessageSearch.Found page(MessageSearch.Request request) {
        MessageSearch.Found found = await(store().search().search(request));
        assertThat(found.hits()).hasSizeLessThanOrEqualTo(request.limit());
        return found;
    }

    /** All hits, however the pages fall. */
    final List<Hit> search(SearchQuery query, Optional<RoomName> room, Optional<UserId> from, int limit) {
        return search(ANA.id(), query, room, from, limit);
    }

    /** All hits that somebody may see, however the pages fall. */
    final List<Hit> search(UserId asker, SearchQuery query, Optional<RoomName> room, Optional<UserId> from, int limit) {
        List<Hit> hits = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            MessageSearch.Found found = page(new MessageSearch.Request(asker, query, room, from, cursor, limit));
            hits.addAll(found.hits());
            assertThat(found.next()).isNotEqualTo(cursor.isPresent() ? cursor : Optional.of(""));
            cursor = found.next();
            cursor.ifPresent(next -> assertThat(next).matches("[!-~]{1," + ProtocolLimits.CURSOR_LENGTH_MAX + "}"));
        } while (cursor.isPresent());
        return hits;
    }

    private List<Hit> search(String typed) {
        return search(query(typed), Optional.empty(), Optional.empty(), ProtocolLimits.SEARCH_PAGE_DEFAULT);
    }

    /** Where the hits in the lobby stand. */
    final List<Long> found(String typed) {
        return search(typed).stream().map(hit -> hit.post().seq()).toList();
    }

    /** Messages of the lobby. */
    final void texts(String... texts) {
        List<Draft> drafts = new ArrayList<>();
        for (String text : texts) {
            drafts.add(draft(ANA, "t" + drafts.size(), text));
        }
        append(LOBBY, drafts);
    }

    @Test
    void messagesWithAllWordsAreFoundNewestFirst() {
        texts("olá mundo", "mundo", "mundo, olá!", "olá mundos", "fim do mundo. Ola");

        assertThat(found("ola mundo")).containsExactly(5L, 3L, 1L);
        assertThat(found("mundo ola")).containsExactly(5L, 3L, 1L);
        assertThat(found("ola ola")).containsExactly(5L, 4L, 3L, 1L);
        assertThat(found("nada")).isEmpty();
        assertThat(found("mundo nada")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "olá, OLA",
        "ola, OLÁ",
        "Straße, STRASSE",
        "strasse, ſtraße",
        "İstanbul, istanbul",
        "ΟΔΟΣ, οδός",
        "ação, AC\u0327A\u0303O",
        "Łódź, lodz",
        "ﬁm, fim",
        "２０２６, 2026",
        "don't, \"don t\"",
        "東京都に, 京都",
        "สวัสดีครับ, สดี",
        "हिन्दी, हिन्दी",
        "مُحَمَّد, محمد",
    })
    void accentsCaseAndWaysToWriteDoNotMatter(String text, String typed) {
        texts("nothing of it", "before " + text + " behind", "or else");

        assertThat(found(typed)).containsExactly(2L);
    }

    @Test
    void phraseStandsInOnePlace() {
        texts("bom dia mundo", "dia bom", "bom e dia", "BOM, DIA", "bom", "bom bom dia", "bom diario");

        assertThat(found("\"bom dia\"")).containsExactly(6L, 4L, 1L);
        assertThat(found("\"bom dia")).containsExactly(6L, 4L, 1L);
        assertThat(found("bom-dia mundo")).containsExactly(1L);
        assertThat(found("\"bom dia\" \"dia mundo\"")).containsExactly(1L);
        assertThat(found("\"bom di*\"")).containsExactly(7L, 6L, 4L, 1L);
        assertThat(found("\"bom bom bom\"")).isEmpty();
    }

    @Test
    void prefixGoesOn() {
        texts("mundo", "mundial", "imundo", "mun", "Muñeca", "m");

        assertThat(found("mun*")).containsExactly(5L, 4L, 2L, 1L);
        assertThat(found("mundo*")).containsExactly(1L);
        assertThat(found("m*")).containsExactly(6L, 5L, 4L, 2L, 1L);
        assertThat(found("mun* mundo")).containsExactly(1L);
        assertThat(found("mun")).containsExactly(4L);
    }

    /** More messages than a store looks through before it asks its index. */
    @Test
    void prefixIsFoundHoweverFarBack() {
        List<Draft> drafts = new ArrayList<>();
        for (int i = 1; i <= 4_500; i++) {
            drafts.add(draft(i % 3 == 0 ? BIA : ANA, "c" + i, i % 1_000 == 0 ? "sim mundo " + i : "sim outro"));
        }
        for (int i = 0; i < drafts.size(); i += 500) {
            append(LOBBY, drafts.subList(i, i + 500));
        }

        assertThat(found("mun*")).containsExactly(4_000L, 3_000L, 2_000L, 1_000L);
        assertThat(found("\"sim mun*\" s*")).containsExactly(4_000L, 3_000L, 2_000L, 1_000L);
        assertThat(found("mun* 2*")).containsExactly(2_000L);
        assertThat(found("mun* nada")).isEmpty();
        assertThat(found("mui*")).isEmpty();
        assertThat(places(search(query("mun*"), Optional.of(LOBBY), Optional.of(BIA.id()), 1)))
                .containsExactly(LOBBY + " 3000");
        assertThat(places(search(query("mun*"), Optional.empty(), Optional.empty(), 1)))
                .containsExactly(LOBBY + " 4000", LOBBY + " 3000", LOBBY + " 2000", LOBBY + " 1000");
    }

    @Test
    void wordsOfAnyLengthAreFound() {
        texts("x".repeat(5_000), "x".repeat(20), "1 a", "東".repeat(100), "word ".repeat(1_500) + "end");

        assertThat(found("x".repeat(200))).containsExactly(1L);
        assertThat(found("xxx*")).containsExactly(2L, 1L);
        assertThat(found("a")).containsExactly(3L);
        assertThat(found("1")).containsExactly(3L);
        assertThat(found("東".repeat(ProtocolLimits.QUERY_WORDS_MAX))).containsExactly(4L);
        assertThat(found("\"word end\"")).containsExactly(5L);
    }

    @Test
    void wordsThatAreRulesElsewhereAreWordsHere() {
        texts("this and that or the other, not a near miss", "NOT", "the");

        assertThat(found("the")).containsExactly(3L, 1L);
        assertThat(found("not")).containsExactly(2L, 1L);
        assertThat(found("near and or")).containsExactly(1L);
        assertThat(found("miss* NOT")).containsExactly(1L);
    }

    @Test
    void presentTextIsFoundAndEarlierOnesAreNot() {
        texts("apple one", "apple two", "apple three");
        append(LOBBY, List.of(edit(ANA, "c1", 1, "pear one"), delete(ANA, "c2", 2)));
        assertThat(found("apple")).containsExactly(3L);
        assertThat(found("pear")).containsExactly(1L);
        assertThat(found("one")).containsExactly(1L);
        assertThat(found("two")).isEmpty();

        append(LOBBY, List.of(edit(ANA, "c3", 1, "plum one"), edit(ANA, "c4", 1, "apple again"), delete(ANA, "c5", 3)));
        assertThat(found("apple")).containsExactly(1L);
        assertThat(found("pear")).isEmpty();
        assertThat(found("plum")).isEmpty();
        assertThat(found("one")).isEmpty();

        append(LOBBY, List.of(draft(ANA, "c6", "kiwi"), edit(ANA, "c7", 9, "melon"), delete(ANA, "c8", 1)));
        assertThat(found("kiwi")).isEmpty();
        assertThat(found("melon")).containsExactly(9L);
        assertThat(found("apple")).isEmpty();
    }

    @Test
    void onlyMessagesAreFound() {
        append(LOBBY, List.of(draft(ANA, "word", "text"), topic(ANA, "c2", "word"), reply(BIA, "c3", "a word", 1)));

        assertThat(found("word")).containsExactly(3L);
        assertThat(found("ana")).isEmpty();
        assertThat(found("lobby")).isEmpty();
    }

    @Test
    void hitIsTheMessageAsItIsNow() {
        texts("one word", "another");
        append(
                LOBBY,
                List.of(
                        edit(ANA, "c1", 1, "two words, WÖRDS!"),
                        react(BIA, "c2", 1, "👍"),
                        pin(BIA, "c3", 1),
                        reply(BIA, "c4", "x", 1)));

        List<Hit> hits = search("words");

        assertThat(hits).extracting(Hit::post).containsExactly(post(1));
        assertThat(hits.get(0).snippet()).isEqualTo(Snippets.of("two words, WÖRDS!", query("words")));
        assertThat(hits.get(0).snippet().marks()).hasSize(2);
    }

    @Test
    void snippetShowsTheHitInALongText() {
        texts("início\n\n" + "palavra ".repeat(300) + "agulha " + "palavra ".repeat(300));

        Hit hit = search("agulha").get(0);

        assertThat(hit.snippet().text())
                .startsWith("…palavra")
                .endsWith("palavra…")
                .hasSizeLessThanOrEqualTo(ProtocolLimits.SNIPPET_LENGTH_MAX);
        assertThat(hit.snippet().marks())
                .extracting(mark -> hit.snippet().text().substring(mark.from(), mark.to()))
                .containsExactly("agulha");
    }

    @Test
    void roomAndAuthorNarrowTheSearch() {
        append(LOBBY, List.of(draft(ANA, "c1", "word"), draft(BIA, "c2", "word"), draft(ANA, "c3", "other")));
        append(JAZZ, List.of(draft(ANA, "c4", "word"), draft(BIA, "c5", "word")));
        SearchQuery word = query("word");

        assertThat(places(search(word, Optional.empty(), Optional.empty(), 20)))
                .containsExactly("jazz 2", "jazz 1", "lobby 2", "lobby 1");
        assertThat(places(search(word, Optional.of(LOBBY), Optional.empty(), 20)))
                .containsExactly("lobby 2", "lobby 1");
        assertThat(places(search(word, Optional.empty(), Optional.of(ANA.id()), 20)))
                .containsExactly("jazz 1", "lobby 1");
        assertThat(places(search(word, Optional.of(JAZZ), Optional.of(BIA.id()), 20)))
                .containsExactly("jazz 2");
        assertThat(search(word, Optional.of(new RoomName("unknown")), Optional.empty(), 20))
                .isEmpty();
        assertThat(search(word, Optional.empty(), Optional.of(new UserId("unknown")), 20))
                .isEmpty();
    }

    private static List<String> places(List<Hit> hits) {
        return hits.stream()
                .map(hit -> hit.post().room() + " " + hit.post().seq())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 50})
    void pagesMeetEveryHitOnceNewestFirst(int limit) {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            RoomName room = i % 3 == 0 ? JAZZ : LOBBY;
            append(room, List.of(draft(ANA, "w" + i, "word " + i), draft(ANA, "o" + i, "other")));
            expected.add(room + " " + (room.equals(JAZZ) ? 2 * (i / 3) + 1 : 2 * (i - i / 3 - 1) + 1));
        }
        Collections.reverse(expected);

        assertThat(places(search(query("word"), Optional.empty(), Optional.empty(), limit)))
                .isEqualTo(expected);
    }

    @Test
    void whatIsWrittenMeanwhileIsNotOnTheNextPage() {
        texts("word 1", "word 2", "word 3", "word 4");
        MessageSearch.Request first = new MessageSearch.Request(
                ANA.id(), query("word"), Optional.empty(), Optional.empty(), Optional.empty(), 2);
        MessageSearch.Found found = page(first);
        assertThat(found.hits()).extracting(hit -> hit.post().seq()).containsExactly(4L, 3L);

        append(LOBBY, List.of(draft(BIA, "c1", "word 5"), delete(ANA, "c2", 2)));
        MessageSearch.Found next = page(new MessageSearch.Request(
                first.asker(), first.query(), first.room(), first.from(), found.next(), first.limit()));

        assertThat(next.hits()).extracting(hit -> hit.post().seq()).containsExactly(1L);
        assertThat(next.next()).isEmpty();
    }

    @Test
    void lastPageIsFollowedByNone() {
        texts("word 1", "word 2", "other");

        assertThat(page(new MessageSearch.Request(
                                ANA.id(), query("word"), Optional.empty(), Optional.empty(), Optional.empty(), 2))
                        .next())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "x", "1x", "-1", "0x10", "1;DROP TABLE events", "' OR 1=1", "99999999999999999999", "é"
            })
    void cursorOfNoSearchIsRefused(String cursor) {
        texts("word");

        assertThatThrownBy(() -> store().search()
                        .search(new MessageSearch.Request(
                                ANA.id(), query("word"), Optional.empty(), Optional.empty(), Optional.of(cursor), 10))
                        .toCompletableFuture()
                        .get(DEADLINE_SECONDS, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(MessageSearch.BadCursor.class);
    }
}

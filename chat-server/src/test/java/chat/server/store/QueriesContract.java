package chat.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.protocol.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A part of {@link MessageStoreContract}: queries of all sorts find what looking through all texts does. */
abstract class QueriesContract extends SearchContract {
    /** What people try at search fields. */
    private static final List<String> HOSTILE = List.of(
            "\" OR *",
            "NEAR(",
            "NEAR(ola mundo, 5)",
            "ola AND mundo",
            "ola NOT mundo",
            "text : ola",
            "text:ola",
            "-ola",
            "+ola ^mundo",
            "ola\"mundo\"*",
            "'; DROP TABLE events; --",
            "ola' OR '1'='1",
            "ola & mundo | !fim",
            "ola <-> mundo",
            "mund:*",
            "(((ola",
            "ola)))",
            "{ola} [mundo]",
            "\\ola \\\\ \\'",
            "%ola% _",
            "ola*mundo",
            "**ola**",
            "\"\"\"\"ola\"\"\"\"",
            "ola\u0000mundo",
            "<b>ola</b>",
            "$1 ? :name @x #y",
            "or",
            "and not near");

    @Test
    void hostileQueriesFindWhatTheirWordsSay() {
        List<String> texts =
                new ArrayList<>(List.of("olá mundo", "mundo fim", "olá", "or", "1 1", "text ola", "near ola mundo 5"));
        HOSTILE.stream().map(text -> text.replace("\u0000", " ")).forEach(texts::add);
        texts(texts.toArray(String[]::new));

        for (String typed : HOSTILE) {
            assertThat(found(typed)).as(typed).isEqualTo(expected(query(typed), texts));
        }
    }

    @Test
    void queriesOfSymbolsAreRefusedBeforeTheyGetHere() {
        assertThatThrownBy(() -> SearchQuery.parse("!\"'*-".repeat(40))).isInstanceOf(ProtocolException.class);
    }

    /** Where the hits must be when all texts stand in one room. */
    private static List<Long> expected(SearchQuery query, List<String> texts) {
        return IntStream.iterate(texts.size() - 1, i -> i >= 0, i -> i - 1)
                .filter(i -> !query.marksIn(SearchWords.of(texts.get(i))).isEmpty())
                .mapToObj(i -> i + 1L)
                .toList();
    }

    @Test
    void searchAgreesWithLookingThroughAllTexts() {
        Random random = new Random(20260404);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            texts.add(words(random, 1 + random.nextInt(8)) + (random.nextInt(4) == 0 ? "!" : ""));
        }
        texts(texts.toArray(String[]::new));

        int hits = 0;
        for (int i = 0; i < 150; i++) {
            String typed = words(random, 1 + random.nextInt(3));
            typed = random.nextInt(3) == 0 ? "\"" + typed + "\"" : typed;
            typed += random.nextInt(3) == 0 ? " " + words(random, 1).substring(0, 1) + "*" : "";
            List<Long> found = found(typed);
            hits += found.size();
            assertThat(found).as(typed).isEqualTo(expected(query(typed), texts));
        }
        assertThat(hits).isPositive();
    }

    private static String words(Random random, int count) {
        String[] all = {"olá", "Ola", "mundo", "MUNDIAL", "dia", "día", "bom", "東京", "京都", "straße", "a", "1", "2x"};
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < count; i++) {
            words.append(i == 0 ? "" : " ").append(all[random.nextInt(all.length)]);
        }
        return words.toString();
    }
}

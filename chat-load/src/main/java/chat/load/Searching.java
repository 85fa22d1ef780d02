package chat.load;

import chat.protocol.ProtocolException;
import chat.server.store.MessageSearch;
import chat.server.store.SearchQuery;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** What people look for in the large store. */
enum Searching {
    ANY_WORD,
    COMMON_WORD,
    RARE_WORD,
    TWO_COMMON_WORDS,
    COMMON_AND_RARE_WORD,
    PHRASE,
    PREFIX_OF_TWO_LETTERS,
    PREFIX_OF_FIVE_LETTERS,
    WORD_IN_A_ROOM,
    RARE_WORD_IN_A_ROOM,
    WORD_BY_A_PERSON,
    RARE_WORD_BY_A_PERSON_IN_A_ROOM;

    private static final int HITS = 20;

    /** A request of this kind; each time another one. */
    MessageSearch.Request request(Words words, Random random) {
        boolean inRoom = switch (this) {
            case WORD_IN_A_ROOM, RARE_WORD_IN_A_ROOM, RARE_WORD_BY_A_PERSON_IN_A_ROOM -> true;
            default -> false;
        };
        boolean byPerson = this == WORD_BY_A_PERSON || this == RARE_WORD_BY_A_PERSON_IN_A_ROOM;
        return new MessageSearch.Request(
                Town.person(Town.rank(Town.PEOPLE, random)).id(),
                query(words),
                inRoom ? Optional.of(Town.room(Town.rank(Town.ROOMS, random))) : Optional.empty(),
                byPerson
                        ? Optional.of(
                                Town.person(Town.rank(Town.PEOPLE, random)).id())
                        : Optional.empty(),
                Optional.empty(),
                HITS);
    }

    private SearchQuery query(Words words) {
        String typed = switch (this) {
            case ANY_WORD, WORD_IN_A_ROOM, WORD_BY_A_PERSON -> words.word();
            case COMMON_WORD -> words.commonWord();
            case RARE_WORD, RARE_WORD_IN_A_ROOM, RARE_WORD_BY_A_PERSON_IN_A_ROOM -> words.rareWord();
            case TWO_COMMON_WORDS -> words.commonWord() + " " + words.commonWord();
            case COMMON_AND_RARE_WORD -> words.commonWord() + " " + words.rareWord();
            case PHRASE -> '"' + words.commonWord() + " " + words.commonWord() + '"';
            case PREFIX_OF_TWO_LETTERS -> words.word().substring(0, 2) + "*";
            case PREFIX_OF_FIVE_LETTERS -> start(words.rareWord()) + "*";
        };
        try {
            return SearchQuery.parse(typed);
        } catch (ProtocolException e) {
            throw new IllegalStateException(typed, e);
        }
    }

    private static String start(String word) {
        return word.substring(0, 5);
    }

    /** For people. */
    String title() {
        return "search: " + name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

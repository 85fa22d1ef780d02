package chat.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One emoji and nothing else. All of Unicode's emoji-test.txt, version 15.1, was tried when this was written. */
class EmojiTest {
    private static final String FLAG = "🏴";
    private static final String END_OF_TAGS = Character.toString(0xe007f);

    /** Unicode's emoji before U+1F300, one after the other. */
    private static final String OF_OLD = "©®‼⁉™ℹ↔↕↖↗↘↙↩↪⌚⌛⌨⏏⏩⏪⏫⏬⏭⏮⏯⏰⏱⏲⏳⏸⏹⏺Ⓜ▪▫▶◀◻◼◽◾☀☁☂☃☄☎☑☔☕☘☝☠☢☣☦☪☮☯☸☹☺♀♂♈♉♊♋♌♍♎♏♐♑♒♓"
            + "♟♠♣♥♦♨♻♾♿⚒⚓⚔⚕⚖⚗⚙⚛⚜⚠⚡⚧⚪⚫⚰⚱⚽⚾⛄⛅⛈⛎⛏⛑⛓⛔⛩⛪⛰⛱⛲⛳⛴⛵⛷⛸⛹⛺⛽✂✅✈✉✊✋✌✍✏✒✔✖✝✡✨✳✴❄❇❌❎❓❔❕❗❣❤➕➖➗➡➰➿"
            + "⤴⤵⬅⬆⬇⬛⬜⭐⭕〰〽㊗㊙🀄🃏🅰🅱🅾🅿🆎🆑🆒🆓🆔🆕🆖🆗🆘🆙🆚🈁🈂🈚🈯🈲🈳🈴🈵🈶🈷🈸🈹🈺🉐🉑";

    private static String tags(String code) {
        return code.codePoints().mapToObj(c -> Character.toString(0xe0000 + c)).collect(Collectors.joining());
    }

    static Stream<String> ofOld() {
        return OF_OLD.codePoints().mapToObj(Character::toString);
    }

    static Stream<String> flags() {
        Stream<String> regions =
                Stream.of("gbeng", "gbsct", "gbwls", "ustx").map(code -> FLAG + tags(code) + END_OF_TAGS);
        return Stream.concat(regions, Stream.of("🇧🇷", "🇵🇹", "🇨🇶", "🏳️‍🌈", "🏳️‍⚧️", "🏴‍☠️", "🏴"));
    }

    @ParameterizedTest
    @MethodSource({"ofOld", "flags"})
    @ValueSource(strings = {"👍", "👍🏽", "❤️", "☝🏻", "🎷", "😀", "7️⃣", "#️⃣", "*⃣", "🛸"})
    // With joiners: families, couples of two skin tones (the longest there are), professions, animals, directions.
    @ValueSource(
            strings = {
                "👨‍👩‍👧‍👦",
                "👩🏾‍🤝‍👨🏻",
                "🧑🏿‍❤️‍💋‍🧑🏻",
                "🕵🏽‍♀️",
                "👁️‍🗨️",
                "👁‍🗨",
                "🐦‍⬛",
                "🙂‍↔️",
                "🏃🏽‍♀️‍➡️",
                "⛓️‍💥"
            })
    // Younger than the Java that this must run on, and one that is still to come.
    @ValueSource(strings = {"\ud83e\udee0", "\ud83e\udee8", "\ud83e\udee9", "\ud83e\ude89", "\ud83e\udeff"})
    void everyEmojiIsTakenAsItIs(String text) throws Exception {
        assertThat(Emoji.parse(text)).hasToString(text).isEqualTo(new Emoji(text));
    }

    static Stream<String> controls() {
        return IntStream.concat(IntStream.rangeClosed(0, 0x20), IntStream.rangeClosed(0x7f, 0xa0))
                .mapToObj(Character::toString);
    }

    static Stream<String> brokenFlags() {
        return Stream.of(
                "🇧",
                "🇧🇷🇵",
                "🇧🇷🇵🇹",
                FLAG + END_OF_TAGS,
                FLAG + tags("gbeng"),
                FLAG + tags("GBENG") + END_OF_TAGS,
                FLAG + tags("helloworld") + END_OF_TAGS,
                "👍" + tags("gbeng") + END_OF_TAGS,
                tags("gbeng") + END_OF_TAGS);
    }

    @ParameterizedTest
    @MethodSource({"controls", "brokenFlags"})
    // Text, in many guises.
    @ValueSource(
            strings = {"", "a", "ab", ":)", "7", "#", "1+1=2", "ª", "é", "山", "你好", "№", "𝐚", "🄰", "ⓐ", "❶", "½", "㋀"
            })
    // Symbols that are none, punctuation, blanks of other kinds, direction marks.
    @ValueSource(
            strings = {"+", "<", "≤", "∑", "√", "↑", "─", "€", "…", "\u00a0", "\u2003", "\u3000", "\u2028", "\ufeff"})
    @ValueSource(
            strings = {"\u200b", "\u200e", "\u202e", "\u2066", "\u061c", "👍\u202e", "\u202e👍", "\u3164", "\u2800"})
    // Parts of emoji: joiners, selectors, skin tones, marks, halves.
    @ValueSource(
            strings = {"\u200d", "\ufe0f", "\ufe0e", "\u20e3", "\u200d\ufe0f\u200d", "\ud83c\udffd", "\u0301", "\ud83d"
            })
    // Not quite one.
    @ValueSource(
            strings = {"👍👍", "👍 ", " 👍", "👍a", "a👍", "👍\u0301", "👍\n", "👍🏽🏽", "❤\ufe0f\ufe0f", "❤\ufe0e"})
    @ValueSource(
            strings = {
                "👩\u200d",
                "\u200d👩",
                "👩\u200d\u200d👧",
                "👩\u200da",
                "🏽👍",
                "7\ufe0f",
                "77\u20e3",
                "a\u20e3",
                "👍\u20e3"
            })
    void whatIsNotOneEmojiIsRefused(String text) {
        assertRefused(text);
    }

    @Test
    void theLongestIsSixteenCodePoints() throws Exception {
        String most = "👩" + "\u200d👩".repeat(6) + "\u200d👩🏽";
        assertThat(most.codePointCount(0, most.length())).isEqualTo(ProtocolLimits.EMOJI_CODE_POINTS_MAX);
        assertThat(Emoji.parse(most)).hasToString(most);
        assertRefused("❤\ufe0f" + "\u200d👩".repeat(7) + "\ufe0f");
        assertRefused("👩" + "\u200d👩".repeat(20_000));
    }

    @Test
    void noWordIsOneInAnyScript() {
        assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                        .filter(c -> c != 'ℹ' && Character.isLetterOrDigit(c))
                        .mapToObj(Character::toString)
                        .filter(EmojiTest::isTaken))
                .isEmpty();
    }

    private static boolean isTaken(String text) {
        try {
            Emoji.parse(text);
            return true;
        } catch (ProtocolException e) {
            return false;
        }
    }

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> Emoji.parse(text)).isInstanceOfSatisfying(ProtocolException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_FIELD);
            assertThat(e.toFailure().field()).isEqualTo("emoji");
        });
        assertThatIllegalArgumentException().isThrownBy(() -> new Emoji(text));
    }
}

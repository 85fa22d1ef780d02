package chat.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Jo",
                "Ana Maria",
                "visitante-3f2a",
                "O'Neill (x)",
                "R2.D2_c",
                "José",
                "Ωμέγα",
                "Анна",
                "山田",
                "やまだ",
                "山田ヒロシ",
                "ラーメン",
                "김철수",
                "金철수",
                "عمر",
                "नमस्ते",
                "สมชาย",
                "abcdefghijklmnopqrstuvwxyzabcdef",
                "𐐀𐐁",
            })
    void namesOfManyScriptsAreTaken(String name) throws Exception {
        assertThat(UserName.parse(name).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a1",
                "12",
                "..",
                "  ",
                "abcdefghijklmnopqrstuvwxyzabcdefg",
                "Ana: Bia",
                "Ana\nBia",
                "Ana\tBia",
                "Ana\u0000",
                "Ana\u001b[2J",
                "Ana\u0085",
                "<b>Ana</b>",
                "Ana@b",
                "Ana🙂",
                "ab\ud800",
                "\udc00ab",
            })
    void whatIsNoNameIsRefused(String text) {
        assertRefused(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "аna", // Cyrillic а
                "Anа", "Αnna", // Greek Alpha
                "山田bob", "김ヤマ", "Աna",
            })
    void scriptsAreNotMixed(String text) {
        assertRefused(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ana\u200b", // zero width space
                "A\u200dna", // zero width joiner
                "Ana\ufeff",
                "A\u00adna", // soft hyphen
                "A\u034fna", // combining grapheme joiner
                "Ana\ufe0f", // variation selector
                "Ana\udb40\udd00", // variation selector 17
                "\u115f\u1160", // hangul fillers
                "\u3164\u3164",
                "\uffa0\uffa0",
                "\u17b4\u17b5ក",
                "\u202eanA", // right-to-left override
                "\u2066Ana\u2069",
                "\u0301Ana", // a mark with nothing to stand on
            })
    void whatCannotBeSeenIsNoPartOfAName(String text) {
        assertRefused(text);
    }

    @ParameterizedTest
    @CsvSource({
        "'  Ana   Maria ', Ana Maria",
        "Ａｎａ, Ana",
        "ﬁna, fina",
        "Jose\u0301, José",
        "'Ana\u00a0Maria', Ana Maria",
        "①ab, 1ab",
    })
    void aNameIsBroughtToItsNormalForm(String text, String name) throws Exception {
        assertThat(UserName.parse(text).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "Ana, aNA",
        "José, JOSÉ",
        "Straße, STRASSE",
        "Σίσυφος, ΣΊΣΥΦΟΣ",
        "Анна, АННА",
        "Ａｎａ, ana",
    })
    void namesThatPeopleTakeForTheSameFoldToTheSame(String one, String other) throws Exception {
        assertThat(UserName.parse(one).folded()).isEqualTo(UserName.parse(other).folded());
    }

    @Test
    void otherNamesFoldToOthers() throws Exception {
        assertThat(UserName.parse("Ana").folded())
                .isNotEqualTo(UserName.parse("Aná").folded());
    }

    @ParameterizedTest
    @CsvSource({
        "Ana, 2, Ana-2",
        "abcdefghijklmnopqrstuvwxyzabcdef, 2, abcdefghijklmnopqrstuvwxyzabcd-2",
        "abcdefghijklmnopqrstuvwxyzab def, 1234, abcdefghijklmnopqrstuvwxyza-1234",
        "abcdefghijklmnopqrstuvwxyzab def, 123, abcdefghijklmnopqrstuvwxyzab-123",
        "12345678901234567890123456789.ab, 2, ab-2",
        "a123456789012345678901234567890b, 2147483647, ab-2147483647",
        "山田, 10, 山田-10",
    })
    void aNumberedNameIsANameAgain(String name, int number, String numbered) {
        assertThat(new UserName(name).numbered(number)).isEqualTo(new UserName(numbered));
    }

    @Test
    void theConstructorTakesNormalNamesOnly() {
        assertThatIllegalArgumentException().isThrownBy(() -> new UserName(" Ana"));
        assertThatIllegalArgumentException().isThrownBy(() -> new UserName("Jose\u0301"));
        assertThatIllegalArgumentException().isThrownBy(() -> new UserName("x"));
    }

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> UserName.parse(text)).isInstanceOfSatisfying(ProtocolException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_NAME);
            assertThat(e.toFailure().field()).isEqualTo("name");
        });
    }
}

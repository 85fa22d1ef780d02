package chat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserTest {
    private static final UserId ID = new UserId("u1");

    @ParameterizedTest
    @CsvSource({
        "Ana, A",
        "ana maria souza, AM",
        "visitante-3f2a, VF",
        "123 (ab), A",
        "O'Neill, ON",
        "ßß ßß, ßß",
        "山田 太郎, 山太",
        "ñandú, Ñ",
        "ǆa, D",
        "𐐨𐐩, 𐐀",
        "नमस्ते, न",
        "7ab, A",
    })
    void initialsAreOneOrTwoLetters(String name, String initials) throws Exception {
        assertThat(User.of(ID, UserName.parse(name)).initials()).isEqualTo(initials);
    }

    @Test
    void whiteTextCanBeReadOnEveryColor() {
        Set<String> colors = IntStream.range(0, 10_000)
                .mapToObj(i -> User.of(ID, new UserName("ab" + i)).color())
                .collect(Collectors.toSet());
        assertThat(colors).hasSize(16).allMatch(color -> color.matches("#[0-9a-f]{6}"));
        for (String color : colors) {
            assertThat(contrastWithWhite(color)).as(color).isGreaterThanOrEqualTo(4.5);
        }
    }

    @Test
    void theColorIsMadeFromTheFoldedName() {
        assertThat(User.of(ID, new UserName("Ana")).color())
                .isEqualTo(User.of(new UserId("u2"), new UserName("ANA")).color());
    }

    @Test
    void eventsNameTheUser() {
        assertThat(User.of(ID, new UserName("Ana")).asAuthor()).isEqualTo(new Author(ID, new UserName("Ana")));
    }

    /** As WCAG 2 defines it. */
    private static double contrastWithWhite(String color) {
        int rgb = Integer.parseInt(color.substring(1), 16);
        double luminance =
                0.2126 * linear(rgb >> 16) + 0.7152 * linear((rgb >> 8) & 0xff) + 0.0722 * linear(rgb & 0xff);
        return 1.05 / (luminance + 0.05);
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}

package chat.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {
    /** Another value than the default for settings that are no number and no truth. */
    private static final Map<String, String> OTHER_TEXTS = Map.of(
            "host", "127.0.0.1",
            "transport", "nio",
            "data-dir", "elsewhere",
            "allow-origin", "https://a.example",
            "plain-style", "announce",
            "log-format", "json",
            "log-level", "debug");

    @TempDir
    private Path temp;

    @ParameterizedTest
    @MethodSource("settingsOfTheServer")
    void everySettingIsUnderstoodTheSameInEverySourceAndChangesSomething(Setting<?> setting) throws IOException {
        String other = other(setting);
        Path file = Files.writeString(temp.resolve("chat.toml"), setting.name() + " = " + toml(setting, other));

        Parsed byFlag = ConfigLoader.parse(new String[] {setting.flag(), other}, Map.of());
        Parsed byVariable = ConfigLoader.parse(new String[0], Map.of(setting.variable(), other));
        Parsed byFile = ConfigLoader.parse(new String[] {"--config", file.toString()}, Map.of());

        assertThat(byFlag)
                .isInstanceOf(Parsed.Start.class)
                .isNotEqualTo(new Parsed.Start(ServerConfig.defaults()))
                .isEqualTo(byVariable)
                .isEqualTo(byFile);
    }

    @Test
    void everyConstantIsInTheTable() {
        List<?> constants = Arrays.stream(Settings.class.getDeclaredFields())
                .filter(field -> field.getType() == Setting.class && Modifier.isStatic(field.getModifiers()))
                .map(field -> {
                    try {
                        return field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new LinkageError(e.getMessage(), e);
                    }
                })
                .toList();

        assertThat(Settings.all()).hasSize(constants.size());
        assertThat(constants).allMatch(Settings.all()::contains);
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyNameAndSentenceFollowsTheSameManner(Setting<?> setting) {
        assertThat(setting.name()).matches("[a-z]+(-[a-z]+)*");
        assertThat(setting.description()).matches("[A-Z].*[^.]\\.").doesNotContain("|", "\n");
        if (!setting.equals(Settings.CONFIG)) {
            assertThat(setting.value(setting.byDefault())).isNotNull();
        }
    }

    @Test
    void noTwoSettingsAreTakenForEachOther() {
        Set<String> variables = new HashSet<>();
        Settings.all()
                .forEach(setting -> assertThat(variables.add(setting.variable()))
                        .as(setting.name())
                        .isTrue());
    }

    private static List<Setting<?>> all() {
        return Settings.all();
    }

    private static Stream<Setting<?>> settingsOfTheServer() {
        return Settings.all().stream().filter(setting -> !setting.equals(Settings.CONFIG));
    }

    private static String other(Setting<?> setting) {
        String byDefault = setting.defaultText();
        return switch (setting.rule().kind()) {
            case NUMBER -> String.valueOf(Long.parseLong(byDefault) + 1);
            case TRUTH -> String.valueOf(!Boolean.parseBoolean(byDefault));
            case TEXT, TEXTS ->
                Optional.ofNullable(OTHER_TEXTS.get(setting.name()))
                        .orElseThrow(() -> new AssertionError("OTHER_TEXTS lacks " + setting.name()));
        };
    }

    private static String toml(Setting<?> setting, String value) {
        return switch (setting.rule().kind()) {
            case NUMBER, TRUTH -> value;
            case TEXT -> '"' + value + '"';
            case TEXTS -> "[\"" + value + "\"]";
        };
    }
}

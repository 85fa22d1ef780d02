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
    private static final String POSTGRES_URL = "jdbc:postgresql://db.example/chat?ssl=true";

    /** Another value than the default for settings that are no number and no truth. */
    private static final Map<String, String> OTHER_TEXTS = Map.ofEntries(
            Map.entry("host", "127.0.0.1"),
            Map.entry("transport", "nio"),
            Map.entry("data-dir", "elsewhere"),
            Map.entry("allow-origin", "https://a.example"),
            Map.entry("metrics", "off"),
            Map.entry("plain-style", "announce"),
            Map.entry("store", "memory"),
            Map.entry("postgres-url", POSTGRES_URL),
            Map.entry("postgres-user", "other"),
            Map.entry("postgres-password", "other"),
            Map.entry("auth", "accounts"),
            Map.entry("sign-up", "invite"),
            Map.entry("public-url", "https://other.example"),
            Map.entry("oidc-issuer", "https://other.example/realm"),
            Map.entry("oidc-client-id", "other"),
            Map.entry("oidc-client-secret", "other"),
            Map.entry("oidc-name", "Other"),
            Map.entry("oidc-audience", "other"),
            Map.entry("oidc-name-claim", "other"),
            Map.entry("oidc-algorithms", "PS256"),
            Map.entry("log-format", "json"),
            Map.entry("log-level", "debug"));

    @TempDir
    private Path temp;

    @ParameterizedTest
    @MethodSource("settingsOfTheServer")
    void everySettingIsUnderstoodTheSameInEverySourceAndChangesSomething(Setting<?> setting) throws IOException {
        String other = other(setting);
        Path file = Files.writeString(temp.resolve("chat.toml"), setting.name() + " = " + toml(setting, other));
        String[] needed = needed(setting);

        Parsed byFlag = parse(needed, Map.of(), setting.flag(), other);
        Parsed byVariable = parse(needed, Map.of(setting.variable(), other));
        Parsed byFile = parse(needed, Map.of(), "--config", file.toString());

        assertThat(byFlag)
                .isInstanceOf(Parsed.Start.class)
                .isNotEqualTo(new Parsed.Start(ServerConfig.defaults()))
                .isNotEqualTo(parse(needed, Map.of()))
                .isEqualTo(byVariable)
                .isEqualTo(byFile);
    }

    @Test
    void everyConstantIsInTheTable() {
        List<?> constants = Stream.of(Settings.class, StoreSettings.class, AccessSettings.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
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

    /** Without which this setting means nothing. */
    private static String[] needed(Setting<?> setting) {
        if (setting.name().startsWith("oidc")) {
            return Stream.of(
                            "auth=oidc",
                            "public-url=https://chat.example",
                            "oidc-issuer=https://id.example",
                            "oidc-client-id=chat")
                    .filter(given -> !given.startsWith(setting.name() + "="))
                    .map(given -> "--" + given)
                    .toArray(String[]::new);
        }
        if (!setting.name().startsWith("postgres")) {
            return new String[0];
        }
        return setting.equals(StoreSettings.POSTGRES_URL)
                ? new String[] {"--store=postgres"}
                : new String[] {"--store=postgres", "--postgres-url=" + POSTGRES_URL};
    }

    private static Parsed parse(String[] needed, Map<String, String> variables, String... further) {
        String[] flags = Stream.of(needed, further).flatMap(Stream::of).toArray(String[]::new);
        return ConfigLoader.parse(List.of(), flags, variables);
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

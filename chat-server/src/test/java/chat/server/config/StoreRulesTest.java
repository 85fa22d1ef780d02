package chat.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where messages are kept, and that nobody sees the password of the place. */
class StoreRulesTest {
    private static final Map<String, String> NO_VARIABLES = Map.of();

    @TempDir
    private Path temp;

    @Test
    void storeIsFilesMemoryOrADatabase() {
        assertThat(start(NO_VARIABLES).store()).isEqualTo(new StoreChoice.Sqlite());
        assertThat(start(NO_VARIABLES, "--store=memory").store()).isEqualTo(new StoreChoice.Memory());
        assertThat(start(
                                Map.of("CHAT_POSTGRES_PASSWORD", "x y"),
                                "--store=postgres",
                                "--postgres-url=jdbc:postgresql://a,[::1]:5433/chat?sslmode=require",
                                "--postgres-connections-max=3")
                        .store())
                .isEqualTo(new StoreChoice.Postgres(
                        "jdbc:postgresql://a,[::1]:5433/chat?sslmode=require",
                        "chat",
                        Optional.of(new Secret("x y")),
                        3));
        assertThat(refused(NO_VARIABLES, "--store=files"))
                .containsExactly("--store: files (expected: sqlite, memory or postgres)");
    }

    @Test
    void databaseHasToBeNamedAndNothingIsSaidOfItInVain() throws IOException {
        Path file = toml("postgres-user = \"ana\"");

        assertThat(refused(NO_VARIABLES, "--store=postgres"))
                .containsExactly("--store: postgres (expected: with --postgres-url, such as"
                        + " jdbc:postgresql://localhost/chat, without user and password)");
        assertThat(refused(
                        Map.of("CHAT_POSTGRES_PASSWORD", "hush"),
                        "--config=" + file,
                        "--store=memory",
                        "--postgres-url=jdbc:postgresql://db/chat",
                        "--postgres-connections-max=9"))
                .containsExactlyInAnyOrder(
                        "--postgres-url: jdbc:postgresql://db/chat (expected: only with --store postgres)",
                        file + ": postgres-user: ana (expected: only with --store postgres)",
                        "CHAT_POSTGRES_PASSWORD: (not shown) (expected: only with --store postgres)",
                        "--postgres-connections-max: 9 (expected: only with --store postgres)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            postgres://ana:hush@db/chat                      | postgres://…db/chat
            jdbc:postgresql://ana:hu/sh@db/chat              | jdbc:postgresql://…db/chat
            jdbc:postgresql://db/chat?password=hush          | jdbc:postgresql://db/chat?password=…
            jdbc:postgresql://db/chat?ssl=true&User=ana      | jdbc:postgresql://db/chat?ssl=…&User=…
            jdbc:postgresql://db                             | jdbc:postgresql://db
            jdbc:postgresql:chat                             | jdbc:postgresql:chat
            host=db password=hush                            | host=… password=…
            """)
    void databaseUrlOfAnotherFormIsRefusedAndShownWithoutItsSecrets(String url, String shown) throws IOException {
        String expected = " (expected: such as jdbc:postgresql://localhost/chat, without user and password)";

        assertThat(refused(NO_VARIABLES, "--store=postgres", "--postgres-url", url))
                .containsExactly("--postgres-url: " + shown + expected);
        Path file = toml("store = \"postgres\"", "postgres-url = \"" + url + "\"");
        assertThat(refused(NO_VARIABLES, "--config", file.toString()))
                .containsExactly(file + ": postgres-url: " + shown + expected);
    }

    @Test
    void passwordIsNeverShown() throws IOException {
        String[] postgres = {"--store=postgres", "--postgres-url=jdbc:postgresql://db/chat"};
        Path number = toml("postgres-password = 4711");

        assertThat(refused(NO_VARIABLES, "--postgres-password=hush", "--postgres-password=hush"))
                .containsExactly("--postgres-password: (not shown) (expected: one value: at least one character)");
        assertThat(refused(NO_VARIABLES, "--config=" + number))
                .containsExactly(
                        number + ": postgres-password: (not shown) (expected: at least one character; written as"
                                + " one text in quotes)");
        Path broken = toml("postgres-password = hush");
        assertThat(refused(NO_VARIABLES, "--config=" + broken)).isNotEmpty().noneMatch(it -> it.contains("hush"));
        assertThat(start(Map.of("CHAT_POSTGRES_PASSWORD", "hush"), postgres).toString())
                .contains("postgresql://db/chat")
                .doesNotContain("hush");
    }

    private Path toml(String... lines) throws IOException {
        return Files.write(temp.resolve("chat.toml"), List.of(lines));
    }

    private static ServerConfig start(Map<String, String> variables, String... flags) {
        Parsed parsed = ConfigLoader.parse(List.of(), flags, variables);
        assertThat(parsed).isInstanceOf(Parsed.Start.class);
        return ((Parsed.Start) parsed).config();
    }

    private static List<String> refused(Map<String, String> variables, String... flags) {
        Parsed parsed = ConfigLoader.parse(List.of(), flags, variables);
        assertThat(parsed).isInstanceOf(Parsed.Refused.class);
        return ((Parsed.Refused) parsed)
                .problems().stream().map(Problem::toString).toList();
    }
}

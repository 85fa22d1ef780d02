package chat.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Holds the README's table of settings to the code. {@code mvn -pl chat-server -am test -Dtest=ReadmeTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dreadme.update=true} writes it anew.
 */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");
    private static final String START = "<!-- settings:start -->\n";
    private static final String END = "<!-- settings:end -->\n";

    @Test
    void readmeHasTheTableOfSettingsAsTheCodeHasIt() throws IOException {
        String readme = Files.readString(README);
        assertThat(readme).containsOnlyOnce(START).containsOnlyOnce(END);
        int start = readme.indexOf(START) + START.length();
        int end = readme.indexOf(END);
        String table = table();

        if (Boolean.getBoolean("readme.update")) {
            Files.writeString(README, readme.substring(0, start) + table + readme.substring(end));
        } else {
            assertThat(readme.substring(start, end))
                    .as(
                            "README.md, between %s and %s; run this test with -Dreadme.update=true, or paste:%n%n%s",
                            START.strip(), END.strip(), table)
                    .isEqualTo(table);
        }
    }

    private static String table() {
        StringBuilder table = new StringBuilder();
        for (Setting.Topic topic : Setting.Topic.values()) {
            table.append("\n**").append(topic.title()).append("**\n\n");
            table.append("| flag, variable | default | value | meaning |\n| --- | --- | --- | --- |\n");
            Settings.all().stream()
                    .filter(setting -> setting.topic() == topic)
                    .map(ReadmeTest::row)
                    .forEach(table::append);
        }
        return table.append('\n').toString();
    }

    private static String row(Setting<?> setting) {
        return "| `%s`<br>`%s` | %s | %s | %s |\n"
                .formatted(
                        setting.flag(),
                        setting.variable(),
                        setting.byDefault().isEmpty() ? "none" : "`" + setting.defaultText() + "`",
                        setting.rule().expected(),
                        setting.description().replace("<", "&lt;"));
    }
}

package chat.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import chat.server.auth.LiveUsers;
import chat.server.auth.TestPeople;
import chat.server.auth.Why;
import chat.server.config.ServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/API.md to the code: every endpoint with an example that asks for it, every code, and nothing else. */
class ApiDocumentTest {
    private static final Pattern HEADING = Pattern.compile("(?m)^### ([A-Z]+ /api\\S*)$");
    private static final Pattern EXAMPLE =
            Pattern.compile("(?s)```\ncurl (?:-i )?(?:-X ([A-Z]+) )?\"?\\$CHAT(/api[^\\s\"?]*)(.*?)```");
    private static final Pattern CODE = Pattern.compile("(?m)^\\| `(\\w+)` \\| (\\d+) \\| (.+) \\|$");

    private final String document = read();

    private static String read() {
        try {
            return Files.readString(Path.of("..", "docs", "API.md"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Endpoint> endpoints() {
        ServerConfig config = ServerConfig.defaults();
        try (TestPeople people = new TestPeople(config)) {
            return TestApi.of(config, people, LiveUsers.none()).endpoints();
        }
    }

    @Test
    void everyEndpointHasItsSectionAndThereAreNoOthers() {
        assertThat(HEADING.matcher(document).results().map(it -> it.group(1)))
                .containsExactlyInAnyOrderElementsOf(endpoints().stream()
                        .map(it -> it.method() + " " + it.path())
                        .toList());
    }

    @Test
    void everyEndpointHasAnExampleThatAsksForIt() {
        for (Endpoint endpoint : endpoints()) {
            String section = section("### " + endpoint.method() + " " + endpoint.path() + "\n");
            Matcher example = EXAMPLE.matcher(section);
            assertThat(example.find()).as(section).isTrue();
            assertThat(example.group(1) == null ? "GET" : example.group(1)).isEqualTo(endpoint.method());
            assertThat(endpoint.match(example.group(2))).as(example.group(2)).isPresent();
            assertThat(example.group(3).contains("application/json")
                            && example.group(3).contains(" -d '{"))
                    .as(section)
                    .isEqualTo(endpoint.takesBody());
            assertThat(example.group(3).contains("$TOKEN"))
                    .as(section)
                    .isEqualTo(endpoint.path().startsWith("/api/admin")
                            || endpoint.path().contains("devices")
                            || endpoint.path().matches(".*/(password|logout)"));
        }
    }

    private String section(String heading) {
        int start = document.indexOf(heading);
        assertThat(start).as(heading).isNotNegative();
        int end = document.indexOf("\n##", start + heading.length());
        return document.substring(start, end);
    }

    @Test
    void everyCodeIsListedWithItsStatusAndMeaningAndThereAreNoOthers() {
        Stream<List<String>> ofRequests = Arrays.stream(ApiError.values())
                .map(it -> List.of(it.wireName(), String.valueOf(it.status()), it.sentence()));
        Stream<List<String>> ofPeople = Arrays.stream(Why.values())
                .map(it -> List.of(it.wireName(), String.valueOf(Replies.status(it)), it.sentence()));

        assertThat(CODE.matcher(document).results().map(it -> List.of(it.group(1), it.group(2), it.group(3))))
                .containsExactlyElementsOf(Stream.concat(ofRequests, ofPeople).toList());
    }

    @Test
    void noOtherCodeIsPromised() {
        List<String> known =
                CODE.matcher(document).results().map(it -> it.group(1)).toList();
        Matcher errors = Pattern.compile("(?s)Errors?: (.*?)(?:\\.\n|\n\n)").matcher(document);
        while (errors.find()) {
            String sentence = errors.group(1).replaceAll("(?s)\\(.*?\\)", "").replace("those of `signup`", "");
            assertThat(Pattern.compile("`(\\w+)`").matcher(sentence).results().map(it -> it.group(1)))
                    .isSubsetOf(known);
        }
    }
}

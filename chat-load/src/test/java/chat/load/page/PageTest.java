package chat.load.page;

import static org.assertj.core.api.Assertions.assertThat;

import chat.load.result.Result;
import chat.load.result.ResultFile;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class PageTest {
    private static final String EVIL = "<script>alert(\"1\")</script> & 'x'";

    private static Result result(String label, boolean idle, Optional<Result.ServerUse> server) {
        Result.Quantiles times =
                idle ? new Result.Quantiles(0, 0, 0, 0, 0, 0) : new Result.Quantiles(50_000, 1.2, 2.5, 7.25, 31, 180.5);
        Result.Setting setting = new Result.Setting(
                "ws://127.0.0.1:1/", "json", 1_000, 1, 1, 50, 0, 64, false, idle, false, 0, 0, 0, 10, 2, 1, 1);
        return new Result(
                Result.FORMAT,
                label,
                "2026-01-01T00:00:00Z",
                setting,
                new Result.Opening(1_000, 0, 0.5, 0.7),
                new Result.Traffic(10, 500, 50, 0, 0, idle ? 0 : 500_000, 50_000, 7e6, 500, 12),
                times,
                times,
                times,
                new Result.Faults(500_000, 0, 0, 0, 0),
                new Result.Turmoil(0, 0, 0, 0, 0, 0, 0, 0, times),
                server,
                new Result.OwnUse(12, 2.4, 11, false),
                IntStream.rangeClosed(1, 10)
                        .mapToObj(i -> new Result.Second(i, 50, 50_000 + i, 7, 1_000, 40 + i, (200L + i) << 20, 12))
                        .toList(),
                idle
                        ? List.of()
                        : List.of(
                                new Result.Point(0, 0.9),
                                new Result.Point(50, 1.2),
                                new Result.Point(99, 7.25),
                                new Result.Point(99.998, 180),
                                new Result.Point(100, 180.5)),
                Map.of("close 4201", 3L));
    }

    private static final Optional<Result.ServerUse> SERVER =
            Optional.of(new Result.ServerUse(45, 9, 100, 100 << 20, 120 << 20, 210 << 20, false));

    private static Document parse(String html) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    @Test
    void isWellFormedAndLoadsNothing() throws Exception {
        String html = new Page(List.of(result("one", false, SERVER))).html();

        Document page = parse(html);
        assertThat(page.getElementsByTagName("figure").getLength()).isEqualTo(6);
        assertThat(html).doesNotContain("{{", "src=", "href=", "url(", "@import", "<script", "<link", "NaN", "null");
        // The one address in it is that of the server which was measured.
        assertThat(html.replace("ws://127.0.0.1:1/", "")).doesNotContain("://");
        assertThat(html).contains("prefers-color-scheme: dark", "name=\"viewport\"");
    }

    @Test
    void resultsStandSideBySide() throws Exception {
        String html = new Page(List.of(result("one", false, SERVER), result("two", false, Optional.empty()))).html();

        assertThat(parse(html).getElementsByTagName("thead").item(0).getTextContent())
                .isEqualTo("onetwo");
        assertThat(html).contains("class=\"line s0\"", "class=\"line s1\"");
    }

    @Test
    void labelsAreText() throws Exception {
        String html = new Page(List.of(result(EVIL, false, SERVER))).html();

        assertThat(html).doesNotContain("<script");
        assertThat(parse(html).getElementsByTagName("h1").item(0).getTextContent())
                .isEqualTo("chat-load: " + EVIL);
    }

    @Test
    void idleResultHasNoPlotsOfDeliveries() throws Exception {
        String html = new Page(List.of(result("quiet", true, Optional.empty()))).html();

        assertThat(parse(html).getElementsByTagName("figure").getLength()).isEqualTo(1);
        assertThat(html).doesNotContain("deliveries/s", "NaN", "Infinity");
    }

    @Test
    void eightResultsHaveEightLines() throws Exception {
        String html = new Page(Collections.nCopies(Page.RESULTS_MAX, result("same", false, SERVER))).html();

        assertThat(parse(html).getElementsByTagName("li").getLength()).isEqualTo(Page.RESULTS_MAX);
    }

    @Test
    void resultComesBackFromItsFile(@TempDir Path folder) throws Exception {
        for (Optional<Result.ServerUse> server : List.of(SERVER, Optional.<Result.ServerUse>empty())) {
            Result result = result(EVIL, false, server);
            Path file = Files.writeString(folder.resolve("result.json"), ResultFile.json(result));

            assertThat(ResultFile.read(file)).isEqualTo(result);
        }
    }
}

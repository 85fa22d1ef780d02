package chat.load.page;

import static org.assertj.core.api.Assertions.assertThat;

import chat.load.result.Result;
import chat.load.result.ResultFile;
import chat.load.result.Samples;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class PageTest {
    private static final String EVIL = "<script>alert(\"1\")</script> & 'x'";

    private static Document parse(String html) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    @Test
    void isWellFormedAndLoadsNothing() throws Exception {
        String html = new Page(List.of(Samples.result("one", false, Samples.SERVER))).html();

        Document page = parse(html);
        assertThat(page.getElementsByTagName("figure").getLength()).isEqualTo(6);
        assertThat(html).doesNotContain("{{", "src=", "href=", "url(", "@import", "<script", "<link", "NaN", "null");
        // The one address in it is that of the server which was measured.
        assertThat(html.replace("ws://127.0.0.1:1/", "")).doesNotContain("://");
        assertThat(html).contains("prefers-color-scheme: dark", "name=\"viewport\"");
    }

    @Test
    void resultsStandSideBySide() throws Exception {
        String html = new Page(List.of(
                        Samples.result("one", false, Samples.SERVER), Samples.result("two", false, Optional.empty())))
                .html();

        assertThat(parse(html).getElementsByTagName("thead").item(0).getTextContent())
                .isEqualTo("onetwo");
        assertThat(html).contains("class=\"line s0\"", "class=\"line s1\"");
    }

    @Test
    void labelsAreText() throws Exception {
        String html = new Page(List.of(Samples.result(EVIL, false, Samples.SERVER))).html();

        assertThat(html).doesNotContain("<script");
        assertThat(parse(html).getElementsByTagName("h1").item(0).getTextContent())
                .isEqualTo("chat-load: " + EVIL);
    }

    @Test
    void idleResultHasNoPlotsOfDeliveries() throws Exception {
        String html = new Page(List.of(Samples.result("quiet", true, Optional.empty()))).html();

        assertThat(parse(html).getElementsByTagName("figure").getLength()).isEqualTo(1);
        assertThat(html).doesNotContain("deliveries/s", "NaN", "Infinity");
    }

    @Test
    void eightResultsHaveEightLines() throws Exception {
        String html =
                new Page(Collections.nCopies(Page.RESULTS_MAX, Samples.result("same", false, Samples.SERVER))).html();

        assertThat(parse(html).getElementsByTagName("li").getLength()).isEqualTo(Page.RESULTS_MAX);
    }

    @Test
    void resultComesBackFromItsFile(@TempDir Path folder) throws Exception {
        for (Optional<Result.ServerUse> server : List.of(Samples.SERVER, Optional.<Result.ServerUse>empty())) {
            Result result = Samples.result(EVIL, false, server);
            Path file = Files.writeString(folder.resolve("result.json"), ResultFile.json(result));

            assertThat(ResultFile.read(file)).isEqualTo(result);
        }
    }
}

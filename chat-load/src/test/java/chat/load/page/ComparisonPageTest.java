package chat.load.page;

import static org.assertj.core.api.Assertions.assertThat;

import chat.load.result.Comparison;
import chat.load.result.Result;
import chat.load.result.Samples;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class ComparisonPageTest {
    private static final String EVIL = "<script>alert(\"1\")</script> & 'x'";

    private static String html(Comparison.Load... loads) {
        return new ComparisonPage(new Comparison(List.of(loads)), "One core & another").html();
    }

    private static Document parse(String html) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    private static Comparison.Load talk(String... labels) {
        return Comparison.Load.of(
                "talk",
                IntStream.range(0, 3 * labels.length)
                        .mapToObj(i -> Samples.result(labels[i % labels.length], false, 1 + i))
                        .toList());
    }

    private static Comparison.Load idle() {
        Result idle = Samples.result("one", true, 0);
        return Comparison.Load.of("idle", List.of(idle, idle));
    }

    @Test
    void isWellFormedAndLoadsNothing() throws Exception {
        String html = html(talk("one", "two"), idle());

        assertThat(parse(html).getElementsByTagName("section").getLength()).isEqualTo(2);
        assertThat(html).doesNotContain("{{", "src=", "href=", "url(", "@import", "<script", "<link", "://");
        assertThat(html).doesNotContain("NaN", "null", "Infinity");
        assertThat(html).contains("One core &amp; another", "prefers-color-scheme: dark", "name=\"viewport\"");
    }

    @Test
    void eachFigureHasAPlotWithADotForEachRoundAndABarForEachServer() throws Exception {
        Document page = parse(html(talk("one", "two")));

        // Five figures, and the percentiles.
        assertThat(page.getElementsByTagName("figure").getLength()).isEqualTo(6);
        Element first = (Element) page.getElementsByTagName("figure").item(0);
        assertThat(first.getElementsByTagName("circle").getLength()).isEqualTo(6);
        assertThat(first.getElementsByTagName("circle").item(5).getTextContent())
                .isEqualTo("two: 6.00");
        assertThat(count(first, "bar s0")).isEqualTo(1);
        assertThat(count(first, "bar s1")).isEqualTo(1);
        assertThat(first.getTextContent()).contains("server CPU per delivery, µs", "one", "3.00", "two", "4.00");
    }

    private static long count(Element element, String style) {
        return IntStream.range(0, element.getElementsByTagName("path").getLength())
                .filter(i -> ((Element) element.getElementsByTagName("path").item(i))
                        .getAttribute("class")
                        .equals(style))
                .count();
    }

    @Test
    void serverHasTheSameStyleUnderEachLoad() throws Exception {
        Document page = parse(html(talk("one", "two"), talk("two")));

        Element second = (Element) page.getElementsByTagName("section").item(1);
        assertThat(count(second, "line s1")).isEqualTo(2);
        assertThat(count(second, "bar s1")).isEqualTo(5);
        assertThat(count(second, "line s0") + count(second, "bar s0")).isZero();
    }

    @Test
    void idleLoadsHavePlotsOfTheirOwn() throws Exception {
        Document page = parse(html(idle()));

        assertThat(page.getElementsByTagName("figure").getLength()).isEqualTo(4);
        assertThat(page.getElementsByTagName("section").item(0).getTextContent())
                .contains("memory per connection, B", "20,972")
                .doesNotContain("deliveries/s", "Latency by percentile");
    }

    @Test
    void labelsAreText() throws Exception {
        Document page = parse(html(talk(EVIL)));

        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        assertThat(page.getElementsByTagName("tbody").item(0).getTextContent()).contains(EVIL);
    }

    @Test
    void whatWentWrongIsSaid() throws Exception {
        Result ill = Samples.ill(Samples.result("one", false, 1), 7);

        assertThat(html(Comparison.Load.of("talk", List.of(ill))))
                .contains("7 deliveries were lost; the generator was SATURATED")
                .doesNotContain("all well");
        assertThat(html(talk("one"))).contains("all well");
    }

    @Test
    void whoWasAskedSomethingElseIsNamed() throws Exception {
        Result first = Samples.result("one", false, 1);
        Result other = Samples.result("two", true, 1);
        Result another = Samples.result("three", true, 1);

        assertThat(html(Comparison.Load.of("talk", List.of(first, other, another))))
                .contains("<p>1,000 connections, one room, 1 sender, 50 messages/s, 64 B, 10 s after 2 s; one round."
                        + " two, three: 1,000 connections, one room, idle, 10 s after 2 s.</p>");
    }
}

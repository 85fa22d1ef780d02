package chat.load.page;

/** Text as it stands in HTML. */
final class Html {
    private Html() {}

    /** So that it is text wherever it stands, in quotes too; controls, which no page may have, are left out. */
    static String text(String text) {
        StringBuilder html = new StringBuilder();
        text.codePoints().filter(c -> c >= ' ' || c == '\n').forEach(c -> {
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.appendCodePoint(c);
            }
        });
        return html.toString();
    }

    /** What lines of a style look like. */
    static String swatch(int style) {
        return "<svg class=\"swatch\" viewBox=\"0 0 28 10\" aria-hidden=\"true\"><path class=\"line s" + style
                + "\" d=\"M1 5H27\"/></svg>";
    }
}

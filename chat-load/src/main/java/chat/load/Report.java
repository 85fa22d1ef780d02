package chat.load;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Tables in Markdown, and words on how it goes. */
final class Report {
    private final PrintStream out;
    private final PrintStream progress;

    /** Tables go to one stream, words to the other. */
    Report(PrintStream out, PrintStream progress) {
        this.out = out;
        this.progress = progress;
    }

    /** A headline, what was done, and the titles of columns, all but the first of numbers. */
    void table(String title, String method, List<String> columns) {
        out.println();
        out.println("## " + title);
        out.println();
        out.println(method);
        out.println();
        row(columns);
        out.println("| --- |" + " ---: |".repeat(columns.size() - 1));
    }

    /** A row of the table begun last. */
    void row(List<String> cells) {
        out.println("| " + String.join(" | ", cells) + " |");
        out.flush();
    }

    /** What goes on, for whoever waits. */
    void says(String words) {
        progress.println("chat-load: " + words);
        progress.flush();
    }

    /** With separated thousands. */
    static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** With separated thousands. */
    static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    /** With three digits. */
    static String millis(double number) {
        return String.format(Locale.ROOT, number < 10 ? "%.2f" : "%.1f", number);
    }
}

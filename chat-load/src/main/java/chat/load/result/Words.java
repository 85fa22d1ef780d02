package chat.load.result;

import chat.load.result.Result.Quantiles;
import chat.load.result.Result.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Results in words and figures, for texts and pages. */
public final class Words {
    private static final double MEBIBYTE = 1 << 20;

    private Words() {}

    /** What a run was asked to do, on one line. */
    public static String setting(Setting setting) {
        return setting.protocol() + ", " + load(setting);
    }

    /** The same without the protocol. */
    public static String load(Setting setting) {
        List<String> parts = new ArrayList<>();
        parts.add(whole(setting.connections()) + " connections");
        parts.add(setting.rooms() == 1 ? "one room" : whole(setting.rooms()) + " rooms");
        if (setting.idle()) {
            parts.add("idle");
        } else {
            parts.add(whole(setting.senders()) + (setting.senders() == 1 ? " sender" : " senders"));
            parts.add(
                    setting.rate() > 0
                            ? number(setting.rate()) + " messages/s"
                            : setting.inFlight() + " in flight each");
            parts.add(whole(setting.sizeBytes()) + " B");
        }
        add(parts, setting.compression(), "compressed");
        add(parts, setting.storm(), "a storm");
        add(parts, setting.slowPercent() > 0, number(setting.slowPercent()) + " % slow");
        add(parts, setting.churnPerSecond() > 0, number(setting.churnPerSecond()) + " replaced/s");
        parts.add(number(setting.seconds()) + " s after " + number(setting.warmUpSeconds()) + " s");
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, boolean is, String part) {
        if (is) {
            parts.add(part);
        }
    }

    /** What a result is called: its label, else when it was. */
    public static String name(Result result) {
        return result.label().isEmpty() ? result.at() : result.label();
    }

    /** The summary of a run, several lines. */
    public static String summary(Result result) {
        StringBuilder text = new StringBuilder();
        text.append(result.label().isEmpty() ? "" : result.label() + ": ").append(setting(result.setting()));
        for (Figure figure : Figure.ALL) {
            String value = figure.of(result);
            if (!value.isEmpty()) {
                text.append(String.format(Locale.ROOT, "%n%-13s%s", figure.title(), value));
            }
        }
        List<String> problems = result.problems();
        text.append(String.format(Locale.ROOT, "%n%-13s", "verdict"));
        text.append(problems.isEmpty() ? "all came, once and in order" : String.join("; ", problems));
        return text.append(System.lineSeparator()).toString();
    }

    static String quantiles(Quantiles times) {
        return String.format(
                Locale.ROOT,
                "p50 %s  p90 %s  p99 %s  p99.9 %s  max %s ms",
                millis(times.p50Millis()),
                millis(times.p90Millis()),
                millis(times.p99Millis()),
                millis(times.p999Millis()),
                millis(times.maxMillis()));
    }

    static String reasons(Result result) {
        return result.reasons().entrySet().stream()
                .map(entry -> entry.getKey() + " × " + whole(entry.getValue()))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** With separated thousands. */
    public static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** With separated thousands. */
    public static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    /** With as many digits behind the point as say something. */
    public static String number(double number) {
        return number == Math.rint(number) ? whole(number) : String.format(Locale.ROOT, "%,.2f", number);
    }

    /** With three digits. */
    public static String millis(double number) {
        return String.format(
                Locale.ROOT, number < 1 ? "%.3f" : number < 10 ? "%.2f" : number < 100 ? "%.1f" : "%,.0f", number);
    }

    /** Bytes as MiB. */
    public static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%,.1f", bytes / MEBIBYTE);
    }
}

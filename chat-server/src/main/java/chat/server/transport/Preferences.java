package chat.server.transport;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a client would rather have: the {@code Accept} family of headers with their q-values, RFC 9110 section 12.4.2. */
final class Preferences {
    private static final Pattern WEIGHT = Pattern.compile("(?i)q\\s*=\\s*(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?)");

    /** More ranges than any browser sends are not looked at. */
    private static final int RANGES_MAX = 64;

    private final List<Range> ranges;

    private Preferences(List<Range> ranges) {
        this.ranges = ranges;
    }

    /** Reads the values of all headers of that name. */
    static Preferences of(List<String> headers) {
        return new Preferences(String.join(",", headers)
                .lines()
                .flatMap(line -> List.of(line.split(",", -1)).stream())
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .limit(RANGES_MAX)
                .map(Range::parse)
                .toList());
    }

    boolean areNone() {
        return ranges.isEmpty();
    }

    /** How welcome a media type is, 0 to 1; the most specific range that fits counts. */
    double weightOfType(String type) {
        String family = type.substring(0, type.indexOf('/')) + "/*";
        return weightOf(type, weightOf(family, weightOf("*/*", 0)));
    }

    /** How welcome a content coding is, 0 to 1. */
    double weightOfCoding(String coding) {
        return weightOf(coding, weightOf("*", 0));
    }

    private double weightOf(String name, double otherwise) {
        for (Range range : ranges) {
            if (range.name.equals(name)) {
                return range.weight;
            }
        }
        return otherwise;
    }

    /** One entry of the list; a weight that cannot be read makes it unwelcome. */
    private record Range(String name, double weight) {
        static Range parse(String text) {
            String[] parts = text.split(";", -1);
            double weight = 1;
            for (int i = 1; i < parts.length; i++) {
                String parameter = parts[i].strip();
                Matcher matcher = WEIGHT.matcher(parameter);
                if (matcher.matches()) {
                    weight = Double.parseDouble(matcher.group(1));
                } else if (parameter.regionMatches(true, 0, "q=", 0, 2)) {
                    weight = 0;
                }
            }
            return new Range(parts[0].strip().toLowerCase(Locale.ROOT), weight);
        }
    }
}

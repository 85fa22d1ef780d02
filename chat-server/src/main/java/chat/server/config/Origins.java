package chat.server.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Origins as a browser writes them into the {@code Origin} header: lower case, no default port, no path. */
final class Origins {
    static final String EXPECTED = "such as https://chat.example; null or file:// for pages opened from disk";

    /** What a browser sends for a page opened from disk. */
    private static final String FROM_DISK = "null";

    private static final Pattern ORIGIN = Pattern.compile(
            "([a-z][a-z0-9+.-]*)://([a-z0-9._-]+|\\[[0-9a-f:.]+])(?::(\\d{1,5}))?", Pattern.CASE_INSENSITIVE);
    private static final int PORT_MAX = 65_535;

    private Origins() {}

    /** The origin as a browser would write it, or nothing when the text is none. */
    static Optional<String> canonical(String text) {
        if (text.equals(FROM_DISK) || text.equals("file://")) {
            return Optional.of(FROM_DISK);
        }
        Matcher origin = ORIGIN.matcher(text);
        if (!origin.matches()) {
            return Optional.empty();
        }
        String scheme = origin.group(1).toLowerCase(Locale.ROOT);
        String host = origin.group(2).toLowerCase(Locale.ROOT);
        String port = origin.group(3);
        if (port == null) {
            return Optional.of(scheme + "://" + host);
        }
        int number = Integer.parseInt(port);
        if (number == 0 || number > PORT_MAX) {
            return Optional.empty();
        }
        boolean implied = (scheme.equals("http") && number == 80) || (scheme.equals("https") && number == 443);
        return Optional.of(scheme + "://" + host + (implied ? "" : ":" + number));
    }

    /** The rule as this text breaks it. */
    static String expectedInsteadOf(String text) {
        if (text.equals("*")) {
            return "each origin by name: * would let any site that somebody visits chat in their name";
        }
        return text.contains("://") ? "scheme://host or scheme://host:port, without a path" : EXPECTED;
    }
}

package chat.server.transport;

import io.netty.util.NetUtil;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host and port, as in the {@code Host} header and in an origin.
 *
 * @param host lower case; IPv6 addresses without brackets
 * @param port as written, -1 when it is not
 */
record Authority(String host, int port) {
    private static final int LENGTH_MAX = 262;
    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([A-Za-z0-9._-]+))(?::([0-9]{0,5}))?");

    /** What is meant by the text; empty when it is malformed. */
    static Optional<Authority> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (text.length() > LENGTH_MAX || !form.matches()) {
            return Optional.empty();
        }
        String ipv6 = form.group(1);
        if (ipv6 != null && !NetUtil.isValidIpV6Address(ipv6)) {
            return Optional.empty();
        }
        String host = ipv6 == null ? form.group(2) : ipv6;
        String digits = form.group(3);
        int port = digits == null || digits.isEmpty() ? -1 : Integer.parseInt(digits);
        return port > 65_535 ? Optional.empty() : Optional.of(new Authority(host.toLowerCase(Locale.ROOT), port));
    }
}

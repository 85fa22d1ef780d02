package chat.server.auth;

import java.net.InetAddress;

/**
 * Where a request comes from.
 *
 * @param device what the client calls itself, for the list of devices; anything at all
 */
public record Caller(InetAddress address, String device) {
    private static final int LABEL_MAX = 100;
    private static final String UNKNOWN = "?";

    /** The device on one line, as people may see it. */
    String label() {
        String line = device.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        String label = line.codePointCount(0, line.length()) > LABEL_MAX
                ? line.substring(0, line.offsetByCodePoints(0, LABEL_MAX))
                : line;
        return label.isEmpty() ? UNKNOWN : label;
    }
}

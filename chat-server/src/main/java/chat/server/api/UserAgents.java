package chat.server.api;

import java.util.List;

/** Makes of what browsers say about themselves what people call them. */
final class UserAgents {
    /** Each says to be those below it, too. */
    private static final List<String> BROWSERS = List.of("Edg", "OPR", "Firefox", "Chrome", "Safari");

    private static final List<String> SYSTEMS = List.of("Android", "iPhone", "iPad", "Windows", "Mac OS X", "Linux");

    private UserAgents() {}

    /** {@code Firefox, Linux}, say; of others the header itself. */
    static String shortly(String header) {
        String browser = first(BROWSERS, header);
        String system = first(SYSTEMS, header);
        if (browser.isEmpty()) {
            return header;
        }
        String name = browser.equals("Edg") ? "Edge" : browser.equals("OPR") ? "Opera" : browser;
        return system.isEmpty() ? name : name + ", " + system;
    }

    private static String first(List<String> words, String header) {
        return words.stream().filter(header::contains).findFirst().orElse("");
    }
}

package chat.server.transport;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Pages of which sites may connect: those of the host that was asked for, on any port, and those allowed by configuration.
 * Whole hosts are compared, never parts of their names. No {@code Origin} header: a tool, not a page.
 */
final class Origins {
    private static final String FROM_DISK = "null";

    private final Set<String> allowed = new HashSet<>();
    private final boolean allowsFromDisk;

    /**
     * @param allowOrigins {@code https://chat.example}, {@code http://localhost:5173}, {@code null} or {@code file://}; of
     *     another scheme, such as a browser extension's, letter by letter
     */
    Origins(List<String> allowOrigins) {
        allowOrigins.forEach(origin -> allowed.add(canonical(origin)));
        allowsFromDisk = allowOrigins.stream().anyMatch(Origins::isFromDisk);
    }

    /** @param host what the {@code Host} header says */
    boolean allow(String origin, Authority host) {
        if (isFromDisk(origin)) {
            return allowsFromDisk;
        }
        boolean sameHost =
                Site.parse(origin).filter(site -> site.host.equals(host.host())).isPresent();
        return sameHost || allowed.contains(canonical(origin));
    }

    private static String canonical(String origin) {
        return Site.parse(origin).map(Site::toString).orElseGet(() -> origin.toLowerCase(Locale.ROOT));
    }

    /** Pages opened from disk say the one or the other. */
    private static boolean isFromDisk(String origin) {
        return origin.equals(FROM_DISK) || origin.equals("file://");
    }

    private record Site(String scheme, String host, int port) {
        static Optional<Site> parse(String origin) {
            int colon = origin.indexOf("://");
            String scheme = colon < 0 ? "" : origin.substring(0, colon).toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https")) {
                return Optional.empty();
            }
            int defaultPort = scheme.equals("http") ? 80 : 443;
            return Authority.parse(origin.substring(colon + 3))
                    .map(at -> new Site(scheme, at.host(), at.port() < 0 ? defaultPort : at.port()));
        }
    }
}

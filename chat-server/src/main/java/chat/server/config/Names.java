package chat.server.config;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds what somebody meant who mistyped a name. */
final class Names {
    private Names() {}

    /** What is wrong with a name that is none of these. */
    static Problem unknown(String typed, List<String> names) {
        String expected = nearest(typed, names)
                .map(name -> "a known setting; did you mean " + name + "?")
                .orElse("a known setting; --help lists them");
        return new Problem(typed, "unknown", expected);
    }

    /** The name that takes the fewest slips to become the typed one; none when all are too far away. */
    static Optional<String> nearest(String typed, List<String> names) {
        if (typed.length() > 2 * longest(names)) {
            return Optional.empty();
        }
        return names.stream()
                .filter(name -> slips(typed, name) <= Math.max(2, name.length() / 3))
                .min(Comparator.comparingInt(name -> slips(typed, name)));
    }

    private static int longest(List<String> names) {
        return names.stream().mapToInt(String::length).max().orElse(0);
    }

    /** How many letters were added, dropped, replaced or swapped with their neighbour. */
    private static int slips(String a, String b) {
        int[][] slips = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                slips[i][j] = i == 0 || j == 0 ? i + j : fewest(slips, a, b, i, j);
            }
        }
        return slips[a.length()][b.length()];
    }

    private static int fewest(int[][] slips, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int fewest = Math.min(slips[i - 1][j], slips[i][j - 1]) + 1;
        fewest = Math.min(fewest, slips[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(fewest, slips[i - 2][j - 2] + 1) : fewest;
    }
}

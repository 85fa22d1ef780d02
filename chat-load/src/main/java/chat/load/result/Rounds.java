package chat.load.result;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The same load on the same server several times over.
 *
 * @param name what the server is called, which is the label of each result
 * @param results of one round at least, in their order
 */
public record Rounds(String name, List<Result> results) {
    /** Sets aside its own list. */
    public Rounds {
        results = List.copyOf(results);
        if (results.isEmpty()) {
            throw new IllegalArgumentException("results: none (expected: one or more)");
        }
    }

    /** What a figure came to. */
    public Spread spread(ToDoubleFunction<Result> figure) {
        return Spread.of(results.stream().mapToDouble(figure).toArray());
    }

    /** The round that has the median of a figure, or what is next below it. */
    public Result median(ToDoubleFunction<Result> figure) {
        return results.stream()
                .sorted(Comparator.comparingDouble(figure))
                .toList()
                .get((results.size() - 1) / 2);
    }

    /** What was wrong in which of the rounds, and what limited them; one sentence each, empty: nothing. */
    public List<String> remarks() {
        Map<String, List<Integer>> rounds = new LinkedHashMap<>();
        for (int i = 0; i < results.size(); i++) {
            List<String> remarks = new ArrayList<>(results.get(i).problems());
            if (results.get(i).own().saturated()) {
                remarks.add("the generator was SATURATED");
            }
            for (String remark : remarks) {
                rounds.computeIfAbsent(remark, none -> new ArrayList<>()).add(i + 1);
            }
        }
        return rounds.entrySet().stream()
                .map(entry -> entry.getKey() + rounds(entry.getValue()))
                .toList();
    }

    private String rounds(List<Integer> which) {
        if (which.size() == results.size()) {
            return results.size() == 1 ? "" : " (each round)";
        }
        String numbers = String.join(", ", which.stream().map(String::valueOf).toList());
        return " (round " + numbers + ")";
    }
}

package chat.load.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Several servers under several loads. */
public record Comparison(List<Load> loads) {
    /** Sets aside its own list. */
    public Comparison {
        loads = List.copyOf(loads);
    }

    /** What the servers are called, each once, in their order. */
    public List<String> names() {
        return loads.stream()
                .flatMap(load -> load.servers().stream())
                .map(Rounds::name)
                .distinct()
                .toList();
    }

    /**
     * A load, and all that it was put on.
     *
     * @param name what the load is called
     * @param servers in the order in which they are to stand
     */
    public record Load(String name, List<Rounds> servers) {
        /** Sets aside its own list. */
        public Load {
            servers = List.copyOf(servers);
        }

        /** What each of the servers was to do, or the first of them, where not all can do the same. */
        public String task() {
            return task(servers.get(0));
        }

        /** What this one was to do instead; empty: the same. */
        public Optional<String> otherTask(Rounds server) {
            return Optional.of(task(server)).filter(task -> !task.equals(task()));
        }

        private static String task(Rounds server) {
            return Words.load(server.results().get(0).setting());
        }

        /** Of results in the order of the rounds: those with the same label are rounds of one another. */
        public static Load of(String name, List<Result> results) {
            Map<String, List<Result>> servers = new LinkedHashMap<>();
            for (Result result : results) {
                servers.computeIfAbsent(Words.name(result), none -> new ArrayList<>())
                        .add(result);
            }
            return new Load(
                    name,
                    servers.entrySet().stream()
                            .map(entry -> new Rounds(entry.getKey(), entry.getValue()))
                            .toList());
        }
    }
}

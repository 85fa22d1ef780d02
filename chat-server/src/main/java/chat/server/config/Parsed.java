package chat.server.config;

import java.util.List;

/** What a command line, an environment and a file come to. */
public sealed interface Parsed {

    /** Start with this. */
    record Start(ServerConfig config) implements Parsed {}

    /** Do what the command says. */
    record Run(ServerConfig config, Arguments arguments) implements Parsed {}

    /** Print this and be done: {@code --help}, {@code --version}. Whole lines. */
    record Print(String text) implements Parsed {}

    /** Start nothing. */
    record Refused(List<Problem> problems) implements Parsed {
        /** At least one, each once. */
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}

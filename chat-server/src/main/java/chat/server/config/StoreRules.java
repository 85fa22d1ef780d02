package chat.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the choice of a store asks of other settings. */
final class StoreRules {
    private static final List<Setting<?>> POSTGRES = List.of(
            Settings.POSTGRES_URL,
            Settings.POSTGRES_USER,
            Settings.POSTGRES_PASSWORD,
            Settings.POSTGRES_CONNECTIONS_MAX);

    private StoreRules() {}

    /**
     * What is wrong between them.
     *
     * @param wrong settings whose own value is wrong
     */
    static List<Problem> problems(Values values, Set<Setting<?>> wrong) {
        List<Problem> problems = new ArrayList<>();
        if (wrong.contains(Settings.STORE)) {
            return problems;
        }
        if (values.get(Settings.STORE) != StoreKind.POSTGRES) {
            POSTGRES.stream()
                    .filter(values::isGiven)
                    .map(setting -> withoutPostgres(values, setting))
                    .forEach(problems::add);
        } else if (!values.isGiven(Settings.POSTGRES_URL) && !wrong.contains(Settings.POSTGRES_URL)) {
            String expected = "with " + Settings.POSTGRES_URL.flag() + ", " + PostgresUrl.EXPECTED;
            problems.add(new Problem(values.where(Settings.STORE), "postgres", expected));
        }
        return problems;
    }

    private static Problem withoutPostgres(Values values, Setting<?> setting) {
        String value = setting.rule().shown().apply(values.text(setting));
        return new Problem(values.where(setting), value, "only with " + Settings.STORE.flag() + " postgres");
    }
}

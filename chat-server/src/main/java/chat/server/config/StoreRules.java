package chat.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the choice of a store asks of other settings. */
final class StoreRules {
    private static final List<Setting<?>> POSTGRES = List.of(
            StoreSettings.POSTGRES_URL,
            StoreSettings.POSTGRES_USER,
            StoreSettings.POSTGRES_PASSWORD,
            StoreSettings.POSTGRES_CONNECTIONS_MAX);

    private StoreRules() {}

    /**
     * What is wrong between them.
     *
     * @param wrong settings whose own value is wrong
     */
    static List<Problem> problems(Values values, Set<Setting<?>> wrong) {
        List<Problem> problems = new ArrayList<>();
        if (wrong.contains(StoreSettings.STORE)) {
            return problems;
        }
        if (values.get(StoreSettings.STORE) != StoreKind.POSTGRES) {
            POSTGRES.stream()
                    .filter(values::isGiven)
                    .map(setting -> withoutPostgres(values, setting))
                    .forEach(problems::add);
        } else if (!values.isGiven(StoreSettings.POSTGRES_URL) && !wrong.contains(StoreSettings.POSTGRES_URL)) {
            String expected = "with " + StoreSettings.POSTGRES_URL.flag() + ", " + PostgresUrl.EXPECTED;
            problems.add(new Problem(values.where(StoreSettings.STORE), "postgres", expected));
        }
        return problems;
    }

    private static Problem withoutPostgres(Values values, Setting<?> setting) {
        String value = setting.rule().shown().apply(values.text(setting));
        return new Problem(values.where(setting), value, "only with " + StoreSettings.STORE.flag() + " postgres");
    }
}

package chat.server.config;

import java.util.List;
import java.util.Optional;

/**
 * What two settings have to be to each other.
 *
 * @param greater the setting that has to be greater
 * @param orEqual whether both may be the same
 */
record Relation(Setting<? extends Number> greater, Setting<? extends Number> lesser, boolean orEqual) {
    private static final List<Relation> ALL = List.of(
            new Relation(Settings.DEAD_AFTER_MILLIS, Settings.HEARTBEAT_MILLIS, false),
            new Relation(Settings.COMMANDS_PER_SECOND, Settings.SENDS_PER_SECOND, true),
            new Relation(Settings.UNWRITTEN_BYTES_MAX, Settings.UNWRITTEN_EVENT_BYTES_MAX, true),
            new Relation(StoreSettings.MEMORY_TOTAL_BYTES_MAX, StoreSettings.MEMORY_ROOM_BYTES_MAX, true));

    /** Every one that has to hold. */
    static List<Relation> all() {
        return ALL;
    }

    /** What is wrong between the two; told of the one that somebody has set. */
    Optional<Problem> problem(Values values) {
        long more = values.get(greater).longValue();
        long less = values.get(lesser).longValue();
        if (more > less || (orEqual && more == less)) {
            return Optional.empty();
        }
        boolean blameLesser = values.isGiven(lesser) && !values.isGiven(greater);
        return Optional.of(
                blameLesser
                        ? problem(values, lesser, orEqual ? "at most" : "less than", greater)
                        : problem(values, greater, orEqual ? "at least" : "more than", lesser));
    }

    private static Problem problem(
            Values values, Setting<? extends Number> wrong, String relation, Setting<? extends Number> other) {
        String expected = relation + " " + values.where(other) + ", which is " + values.get(other);
        return new Problem(values.where(wrong), String.valueOf(values.get(wrong)), expected);
    }
}

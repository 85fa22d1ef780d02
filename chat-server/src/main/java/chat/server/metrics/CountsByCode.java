package chat.server.metrics;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** A count for each constant of an enum. Any thread may add and read. */
public final class CountsByCode<E extends Enum<E>> {
    /** Never changed, so that any thread may look. */
    private final Map<E, LongAdder> counts;

    CountsByCode(Class<E> codes) {
        Map<E, LongAdder> all = new EnumMap<>(codes);
        for (E code : codes.getEnumConstants()) {
            all.put(code, new LongAdder());
        }
        counts = Collections.unmodifiableMap(all);
    }

    public void increment(E code) {
        of(code).increment();
    }

    public long sum(E code) {
        return of(code).sum();
    }

    Set<E> codes() {
        return counts.keySet();
    }

    @SuppressWarnings("NullAway") // There is one for each.
    private LongAdder of(E code) {
        return counts.get(code);
    }
}

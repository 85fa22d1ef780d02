package chat.server.auth;

import java.util.LinkedHashMap;
import java.util.Map;

/** What was seen lately, so much of it; what was not seen for longest is forgotten first. Any thread. */
final class RecentKeys<K> {
    /** Guarded by this. */
    private final Map<K, Boolean> keys;

    RecentKeys(int max) {
        keys = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Boolean> eldest) {
                return size() > max;
            }
        };
    }

    synchronized void add(K key) {
        keys.put(key, true);
    }

    synchronized boolean has(K key) {
        return keys.get(key) != null;
    }
}

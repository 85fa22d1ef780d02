package chat.server.store;

import chat.protocol.RestrictionKind;
import chat.protocol.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is muted in one place and banned from it. Immutable; a look-up costs one or two hashes, and none when there is nobody. */
public final class Restrictions {
    /** Nobody is. */
    public static final Restrictions NONE = new Restrictions(List.of());

    private final Map<StoredRestriction.Key, StoredRestriction> all = new HashMap<>();
    private final Map<String, List<StoredRestriction>> bySubject = new HashMap<>();
    private final Map<String, List<StoredRestriction>> byAddress = new HashMap<>();

    private Restrictions(Collection<StoredRestriction> restrictions) {
        for (StoredRestriction restriction : restrictions) {
            all.put(restriction.key(), restriction);
        }
        for (StoredRestriction restriction : all.values()) {
            bySubject
                    .computeIfAbsent(restriction.key().subject(), subject -> new ArrayList<>(1))
                    .add(restriction);
            restriction
                    .target()
                    .address()
                    .ifPresent(address -> byAddress
                            .computeIfAbsent(address, key -> new ArrayList<>(1))
                            .add(restriction));
        }
    }

    /** These; of several with one key the last. */
    public static Restrictions of(Collection<StoredRestriction> restrictions) {
        return restrictions.isEmpty() ? NONE : new Restrictions(restrictions);
    }

    /** With one more, instead of the one with the same key; those that hold no longer are forgotten. */
    public Restrictions with(StoredRestriction restriction, long nowMillis) {
        List<StoredRestriction> holding = holding(nowMillis);
        holding.add(restriction);
        return of(holding);
    }

    /** Without one; those that hold no longer are forgotten. */
    public Restrictions without(StoredRestriction.Key key, long nowMillis) {
        List<StoredRestriction> holding = holding(nowMillis);
        holding.removeIf(restriction -> restriction.key().equals(key));
        return of(holding);
    }

    /** All that hold at this moment, in no order. */
    public List<StoredRestriction> holding(long nowMillis) {
        List<StoredRestriction> holding = new ArrayList<>(all.values());
        holding.removeIf(restriction -> !restriction.holdsAt(nowMillis));
        return holding;
    }

    /** The one of this key, whether it still holds or not. */
    public Optional<StoredRestriction> of(StoredRestriction.Key key) {
        return Optional.ofNullable(all.get(key));
    }

    /** What keeps a user, or who comes from an address, from something; of several what lasts longest. */
    public Optional<StoredRestriction> on(UserId user, Optional<String> address, RestrictionKind kind, long nowMillis) {
        if (all.isEmpty()) {
            return Optional.empty();
        }
        List<StoredRestriction> own = bySubject.getOrDefault(user.value(), List.of());
        Optional<StoredRestriction> known = longest(own, kind, nowMillis, Optional.empty());
        return address.isPresent()
                ? longest(byAddress.getOrDefault(address.get(), List.of()), kind, nowMillis, known)
                : known;
    }

    private static Optional<StoredRestriction> longest(
            List<StoredRestriction> some, RestrictionKind kind, long nowMillis, Optional<StoredRestriction> known) {
        Optional<StoredRestriction> longest = known;
        for (StoredRestriction restriction : some) {
            boolean holds = restriction.kind() == kind && restriction.holdsAt(nowMillis);
            if (holds && longest.map(other -> end(restriction) > end(other)).orElse(true)) {
                longest = Optional.of(restriction);
            }
        }
        return longest;
    }

    private static long end(StoredRestriction restriction) {
        return restriction.until().orElse(Long.MAX_VALUE);
    }
}

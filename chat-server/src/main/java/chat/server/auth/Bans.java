package chat.server.auth;

import chat.protocol.RestrictionKind;
import chat.protocol.UserId;
import chat.server.store.Restrictions;
import chat.server.store.StoredRestriction;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;

/**
 * Who may not be on this server at all, in memory, so that nobody waits for a disk to learn that. Told of every change once it
 * is stored. Bounded by {@link chat.server.store.Moderation#SERVER_RESTRICTIONS_MAX}. Any thread.
 */
public final class Bans {
    /** The id of no user: those have more characters. */
    private static final UserId NOBODY = new UserId("nobody");

    private final InstantSource clock;

    /** Changed under the lock of this. */
    private volatile Restrictions bans;

    /** @param stored of any kind and place; those count that are bans from the server */
    public Bans(Collection<StoredRestriction> stored, InstantSource clock) {
        this.clock = clock;
        this.bans = Restrictions.of(stored.stream()
                .filter(restriction -> restriction.room().isEmpty() && restriction.kind() == RestrictionKind.BAN)
                .toList());
    }

    /** Why a user may not be here, wherever from; nothing when they may. */
    public Optional<Denied> on(UserId user) {
        return on(user, Optional.empty());
    }

    /**
     * Why somebody may not be here; nothing when they may. What holds for an address holds for guests: who has an account is
     * known by that.
     *
     * @param address as {@link Addresses} has it
     */
    public Optional<Denied> on(Identity identity, String address) {
        return on(identity.id(), identity instanceof Guest ? Optional.of(address) : Optional.empty());
    }

    /** Why nobody without an account may come from this address; nothing when they may. */
    public Optional<Denied> onAddress(String address) {
        return on(NOBODY, Optional.of(address));
    }

    private Optional<Denied> on(UserId user, Optional<String> address) {
        long now = clock.millis();
        return bans.on(user, address, RestrictionKind.BAN, now).map(ban -> Denied.banned(ban, now));
    }

    /** @throws Denied this user may not be here */
    void check(UserId user) {
        on(user).ifPresent(denied -> {
            throw denied;
        });
    }

    /** One that is stored now. Before anybody's connections are looked for. */
    public synchronized void made(StoredRestriction ban) {
        bans = bans.with(ban, clock.millis());
    }

    /** One that is stored no longer. */
    public synchronized void lifted(StoredRestriction.Key key) {
        bans = bans.without(key, clock.millis());
    }

    /** There is no such user any more. */
    public void erased(UserId user) {
        lifted(StoredRestriction.Key.of(Optional.empty(), RestrictionKind.BAN, user));
    }
}

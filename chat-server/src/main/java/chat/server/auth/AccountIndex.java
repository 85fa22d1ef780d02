package chat.server.auth;

import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.store.StoredAccount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * All accounts there are, in memory, so that nobody waits for a disk to learn whether a name is registered or who somebody
 * is. Told of every change once it is stored. Bounded by {@code access.accountsMax}. Any thread.
 */
public final class AccountIndex {
    private final Map<UserId, Entry> accounts = new ConcurrentHashMap<>();

    /** By folded name. */
    private final ConcurrentSkipListMap<String, UserId> names = new ConcurrentSkipListMap<>();

    private record Entry(StoredAccount account, long stamp) {}

    /** Those that are stored. */
    public AccountIndex(List<StoredAccount> stored) {
        stored.forEach(this::put);
    }

    /** The account of this user. */
    public Optional<StoredAccount> get(UserId id) {
        return Optional.ofNullable(accounts.get(id)).map(Entry::account);
    }

    /** Whose name this is, however it is spelled. */
    public Optional<StoredAccount> named(UserName name) {
        return named(name.folded());
    }

    /** Whose {@linkplain UserName#folded folded} name this is. */
    public Optional<StoredAccount> named(String folded) {
        return Optional.ofNullable(names.get(folded)).flatMap(this::get);
    }

    /** Whether somebody has an account of this name. */
    public boolean isRegistered(UserName name) {
        return names.containsKey(name.folded());
    }

    /** Accounts behind a name whose names begin so, however that is spelled, in the order of their names. */
    public List<StoredAccount> list(String start, Optional<UserName> after, int limit) {
        String from = UserName.fold(start);
        String behind = after.map(UserName::folded).orElse("");
        return names.tailMap(behind.compareTo(from) > 0 ? behind : from, behind.compareTo(from) < 0).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(from))
                .limit(limit)
                .flatMap(entry -> get(entry.getValue()).stream())
                .toList();
    }

    /** Whether somebody may administer this server. */
    public boolean hasAdmin() {
        return accounts.values().stream().anyMatch(entry -> entry.account.admin());
    }

    public int size() {
        return accounts.size();
    }

    /** It changes whenever something that showed who the user is is good no longer. */
    long stamp(UserId id) {
        Entry entry = accounts.get(id);
        return entry == null ? 0 : entry.stamp;
    }

    /** Whether nothing was revoked since this was looked at, by which it may have been shown. */
    public boolean isCurrent(Account account) {
        Entry entry = accounts.get(account.id());
        return entry != null && entry.stamp == account.stamp() && !entry.account.disabled();
    }

    /** An account as it is stored now. */
    void put(StoredAccount account) {
        accounts.merge(account.id(), new Entry(account, 1), (before, after) -> new Entry(account, before.stamp));
        names.put(account.name().folded(), account.id());
    }

    /** Something was revoked, which is stored. Before anybody's connections are looked for. */
    void revoked(UserId id) {
        accounts.computeIfPresent(id, (same, entry) -> new Entry(entry.account, entry.stamp + 1));
    }

    /** There is no such account any more. */
    void remove(UserId id) {
        Entry entry = accounts.remove(id);
        if (entry != null) {
            names.remove(entry.account.name().folded(), id);
        }
    }
}

package chat.server.store;

import chat.protocol.UserId;
import chat.protocol.UserName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Accounts that are gone when the server stops. One lock, held for microseconds; stages are complete when returned. */
public final class MemoryAccountStore implements AccountStore {
    // All guarded by this.
    private final Map<UserId, Entry> accounts = new LinkedHashMap<>();
    private final Map<String, UserId> names = new HashMap<>();
    private final Map<ExternalId, UserId> externals = new HashMap<>();
    private final Map<String, Device> devices = new HashMap<>();
    private final Map<String, Invite> invites = new LinkedHashMap<>();

    private record Entry(StoredAccount account, Optional<PasswordHash> password) {}

    private record Device(StoredDevice device, long rotatedAt) {}

    private record Invite(StoredInvite invite, String codeHash) {}

    @Override
    public synchronized CompletionStage<List<StoredAccount>> accounts() {
        return done(accounts.values().stream().map(Entry::account).toList());
    }

    @Override
    public synchronized CompletionStage<Added> add(NewAccount account, Terms terms, int accountsMax) {
        return done(added(account, terms, accountsMax));
    }

    private Added added(NewAccount account, Terms terms, int accountsMax) {
        Optional<Invite> invite = terms instanceof Terms.Invited invited
                ? good(invited.codeHash(), account.createdAt())
                : Optional.empty();
        if (terms instanceof Terms.Invited && invite.isEmpty()) {
            return Added.NO_INVITE;
        }
        if (terms instanceof Terms.First && accounts.values().stream().anyMatch(it -> it.account.admin())) {
            return Added.NOT_FIRST;
        }
        if (accounts.containsKey(account.id())) {
            return Added.ID_TAKEN;
        }
        if (account.proof() instanceof NewAccount.External external && externals.containsKey(external.id())) {
            return Added.EXTERNAL_TAKEN;
        }
        if (names.containsKey(account.name().folded())) {
            return Added.NAME_TAKEN;
        }
        if (accounts.size() >= accountsMax) {
            return Added.FULL;
        }
        invite.ifPresent(this::use);
        names.put(account.name().folded(), account.id());
        Optional<PasswordHash> password = Optional.empty();
        if (account.proof() instanceof NewAccount.External external) {
            externals.put(external.id(), account.id());
        } else if (account.proof() instanceof NewAccount.Password given) {
            password = Optional.of(given.hash());
        }
        accounts.put(account.id(), new Entry(account.asStored(), password));
        return Added.ADDED;
    }

    private Optional<Invite> good(String codeHash, long at) {
        return invites.values().stream()
                .filter(it -> it.codeHash.equals(codeHash) && it.invite.expiresAt() > at)
                .findFirst();
    }

    private void use(Invite used) {
        StoredInvite before = used.invite;
        if (before.usesLeft() == 1) {
            invites.remove(before.id());
            return;
        }
        StoredInvite after = new StoredInvite(
                before.id(), before.by(), before.createdAt(), before.expiresAt(), before.usesLeft() - 1);
        invites.put(before.id(), new Invite(after, used.codeHash));
    }

    @Override
    public synchronized CompletionStage<Optional<Credentials>> named(UserName name) {
        UserId id = names.get(name.folded());
        return done(id == null ? Optional.empty() : credentials(id));
    }

    @Override
    public synchronized CompletionStage<Optional<Credentials>> account(UserId id) {
        return done(credentials(id));
    }

    private Optional<Credentials> credentials(UserId id) {
        return Optional.ofNullable(accounts.get(id)).map(it -> new Credentials(it.account, it.password));
    }

    @Override
    public synchronized CompletionStage<Optional<StoredAccount>> external(ExternalId id) {
        UserId user = externals.get(id);
        return done(user == null ? Optional.empty() : credentials(user).map(Credentials::account));
    }

    @Override
    public synchronized CompletionStage<Changed> setPassword(
            UserId id, Optional<PasswordHash> before, PasswordHash password, Optional<String> but) {
        Entry entry = accounts.get(id);
        if (entry == null) {
            return done(Changed.NO_SUCH_ACCOUNT);
        }
        if (before.isPresent() && !entry.password.equals(before)) {
            return done(Changed.OTHER_PASSWORD);
        }
        accounts.put(id, new Entry(entry.account, Optional.of(password)));
        remove(id, but);
        return done(Changed.CHANGED);
    }

    @Override
    public synchronized CompletionStage<Changed> setAdmin(UserId id, boolean admin) {
        if (!admin && isLastAdmin(id)) {
            return done(Changed.LAST_ADMIN);
        }
        return done(change(id, it -> new StoredAccount(it.id(), it.name(), admin, it.disabled(), it.createdAt())));
    }

    @Override
    public synchronized CompletionStage<Changed> setDisabled(UserId id, boolean disabled) {
        if (disabled && isLastAdmin(id)) {
            return done(Changed.LAST_ADMIN);
        }
        devices.values().removeIf(it -> disabled && it.device.user().equals(id));
        return done(change(id, it -> new StoredAccount(it.id(), it.name(), it.admin(), disabled, it.createdAt())));
    }

    private interface Change {
        StoredAccount of(StoredAccount account);
    }

    private Changed change(UserId id, Change change) {
        return changed(accounts.computeIfPresent(id, (key, it) -> new Entry(change.of(it.account), it.password)));
    }

    private static Changed changed(@Nullable Entry entry) {
        return entry == null ? Changed.NO_SUCH_ACCOUNT : Changed.CHANGED;
    }

    private boolean isLastAdmin(UserId id) {
        List<UserId> admins = accounts.values().stream()
                .filter(it -> it.account.admin() && !it.account.disabled())
                .map(it -> it.account.id())
                .toList();
        return admins.equals(List.of(id));
    }

    @Override
    public synchronized CompletionStage<Optional<List<String>>> addDevice(
            StoredDevice device, Optional<PasswordHash> password, long unusedSince) {
        Entry entry = accounts.get(device.user());
        if (entry == null || entry.account.disabled() || (password.isPresent() && !entry.password.equals(password))) {
            return done(Optional.empty());
        }
        List<StoredDevice> own = list(device.user());
        List<String> gone = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            if (i >= DEVICES_MAX - 1 || own.get(i).usedAt() <= unusedSince) {
                devices.remove(own.get(i).id());
                gone.add(own.get(i).id());
            }
        }
        devices.put(device.id(), new Device(device, device.createdAt()));
        return done(Optional.of(gone));
    }

    @Override
    public synchronized CompletionStage<Optional<StoredDevice>> device(UserId user, String id) {
        return done(Optional.ofNullable(devices.get(id))
                .map(Device::device)
                .filter(it -> it.user().equals(user)));
    }

    @Override
    public synchronized CompletionStage<List<StoredDevice>> devices(UserId user) {
        return done(list(user));
    }

    private List<StoredDevice> list(UserId user) {
        return devices.values().stream()
                .map(Device::device)
                .filter(it -> it.user().equals(user))
                .sorted(Comparator.comparingLong(StoredDevice::usedAt)
                        .reversed()
                        .thenComparing(StoredDevice::id))
                .toList();
    }

    @Override
    public synchronized CompletionStage<Rotated> rotate(String id, long generation, long at, long unusedSince) {
        Device known = devices.get(id);
        if (known == null) {
            return done(new Rotated.Gone());
        }
        Rotation rotation = Rotation.of(known.device, known.rotatedAt, generation, at, unusedSince);
        if (rotation.rotated() instanceof Rotated.To to) {
            devices.put(id, new Device(to.device(), rotation.rotatedAt()));
        } else {
            devices.remove(id);
        }
        return done(rotation.rotated());
    }

    @Override
    public synchronized CompletionStage<Boolean> removeDevice(UserId user, String id) {
        return done(devices.values()
                .removeIf(it -> it.device.id().equals(id) && it.device.user().equals(user)));
    }

    @Override
    public synchronized CompletionStage<Integer> removeDevices(UserId user, Optional<String> but) {
        return done(remove(user, but));
    }

    private int remove(UserId user, Optional<String> but) {
        int before = devices.size();
        devices.values()
                .removeIf(it -> it.device.user().equals(user)
                        && !Optional.of(it.device.id()).equals(but));
        return before - devices.size();
    }

    @Override
    public synchronized CompletionStage<Boolean> addInvite(StoredInvite invite, String codeHash) {
        invites.values().removeIf(it -> it.invite.expiresAt() <= invite.createdAt());
        if (invites.size() >= INVITES_MAX) {
            return done(false);
        }
        invites.put(invite.id(), new Invite(invite, codeHash));
        return done(true);
    }

    @Override
    public synchronized CompletionStage<List<StoredInvite>> invites(long at) {
        return done(invites.values().stream()
                .map(Invite::invite)
                .filter(it -> it.expiresAt() > at)
                .sorted(Comparator.comparingLong(StoredInvite::createdAt)
                        .reversed()
                        .thenComparing(StoredInvite::id))
                .toList());
    }

    @Override
    public synchronized CompletionStage<Boolean> removeInvite(String id) {
        return done(invites.remove(id) != null);
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}

package chat.server.store.sql;

import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.store.AccountStore;
import chat.server.store.ExternalId;
import chat.server.store.NewAccount;
import chat.server.store.PasswordHash;
import chat.server.store.StoredAccount;
import chat.server.store.StoredDevice;
import chat.server.store.StoredInvite;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Accounts in the database of a {@link SqlMessageStore}, which reads and writes them as it does messages. */
final class SqlAccountStore implements AccountStore {
    private final SqlMessageStore store;

    SqlAccountStore(SqlMessageStore store) {
        this.store = store;
    }

    private interface Writing<T> {
        T with(AccountWrites accounts) throws SQLException;
    }

    private interface Reading<T> {
        T from(AccountRows accounts) throws SQLException;
    }

    private <T> CompletionStage<T> write(Writing<T> writing) {
        return store.turn(log -> writing.with(new AccountWrites(log.statements())), false);
    }

    private <T> CompletionStage<T> read(Reading<T> reading) {
        return store.read(statements -> reading.from(new AccountRows(statements)));
    }

    @Override
    public CompletionStage<List<StoredAccount>> accounts() {
        return read(AccountRows::accounts);
    }

    @Override
    public CompletionStage<Added> add(NewAccount account, Terms terms, int accountsMax) {
        return write(accounts -> accounts.add(account, terms, accountsMax));
    }

    @Override
    public CompletionStage<Optional<Credentials>> named(UserName name) {
        return read(accounts -> accounts.named(name));
    }

    @Override
    public CompletionStage<Optional<Credentials>> account(UserId id) {
        return read(accounts -> accounts.account(id));
    }

    @Override
    public CompletionStage<Optional<StoredAccount>> external(ExternalId id) {
        return read(accounts -> accounts.external(id));
    }

    @Override
    public CompletionStage<Changed> setPassword(
            UserId id, Optional<PasswordHash> before, PasswordHash password, Optional<String> but) {
        return write(accounts -> accounts.setPassword(id, before, password, but));
    }

    @Override
    public CompletionStage<Changed> setAdmin(UserId id, boolean admin) {
        return write(accounts -> accounts.setAdmin(id, admin));
    }

    @Override
    public CompletionStage<Changed> setDisabled(UserId id, boolean disabled) {
        return write(accounts -> accounts.setDisabled(id, disabled));
    }

    @Override
    public CompletionStage<Optional<List<String>>> addDevice(
            StoredDevice device, Optional<PasswordHash> password, long unusedSince) {
        return write(accounts -> accounts.addDevice(device, password, unusedSince));
    }

    @Override
    public CompletionStage<Optional<StoredDevice>> device(UserId user, String id) {
        return read(accounts -> accounts.device(id)
                .map(AccountRows.Device::device)
                .filter(it -> it.user().equals(user)));
    }

    @Override
    public CompletionStage<List<StoredDevice>> devices(UserId user) {
        return read(accounts -> accounts.devices(user));
    }

    @Override
    public CompletionStage<Rotated> rotate(String device, long generation, long at, long unusedSince) {
        return write(accounts -> accounts.rotate(device, generation, at, unusedSince));
    }

    @Override
    public CompletionStage<Boolean> removeDevice(UserId user, String id) {
        return write(accounts -> accounts.removeDevice(user, id));
    }

    @Override
    public CompletionStage<Integer> removeDevices(UserId user, Optional<String> but) {
        return write(accounts -> accounts.removeDevices(user, but));
    }

    @Override
    public CompletionStage<Boolean> addInvite(StoredInvite invite, String codeHash) {
        return write(accounts -> accounts.addInvite(invite, codeHash));
    }

    @Override
    public CompletionStage<List<StoredInvite>> invites(long at) {
        return read(accounts -> accounts.invites(at));
    }

    @Override
    public CompletionStage<Boolean> removeInvite(String id) {
        return write(accounts -> accounts.removeInvite(id));
    }
}

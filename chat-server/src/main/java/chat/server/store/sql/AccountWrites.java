package chat.server.store.sql;

import chat.protocol.UserId;
import chat.server.store.AccountStore;
import chat.server.store.AccountStore.Added;
import chat.server.store.AccountStore.Changed;
import chat.server.store.AccountStore.Credentials;
import chat.server.store.AccountStore.Rotated;
import chat.server.store.AccountStore.Terms;
import chat.server.store.ExternalId;
import chat.server.store.NewAccount;
import chat.server.store.PasswordHash;
import chat.server.store.Rotation;
import chat.server.store.StoredDevice;
import chat.server.store.StoredInvite;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes accounts, devices and invitations, each in the writer's transaction: there is nobody else who changes them. */
final class AccountWrites {
    private final Statements statements;
    private final AccountRows rows;

    AccountWrites(Statements statements) {
        this.statements = statements;
        this.rows = new AccountRows(statements);
    }

    Added add(NewAccount account, Terms terms, int accountsMax) throws SQLException {
        Optional<StoredInvite> invite = terms instanceof Terms.Invited invited
                ? rows.invite(invited.codeHash(), account.createdAt())
                : Optional.empty();
        if (terms instanceof Terms.Invited && invite.isEmpty()) {
            return Added.NO_INVITE;
        }
        if (terms instanceof Terms.First && rows.hasAdmin()) {
            return Added.NOT_FIRST;
        }
        if (rows.account(account.id()).isPresent()) {
            return Added.ID_TAKEN;
        }
        if (account.proof() instanceof NewAccount.External external
                && rows.external(external.id()).isPresent()) {
            return Added.EXTERNAL_TAKEN;
        }
        if (rows.named(account.name()).isPresent()) {
            return Added.NAME_TAKEN;
        }
        if (rows.count() >= accountsMax) {
            return Added.FULL;
        }
        if (invite.isPresent()) {
            use(invite.get());
        }
        insert(account);
        return Added.ADDED;
    }

    private void use(StoredInvite invite) throws SQLException {
        if (invite.usesLeft() == 1) {
            removeInvite(invite.id());
        } else {
            run("UPDATE invites SET uses_left = uses_left - 1 WHERE id = ?", invite.id());
        }
    }

    private void insert(NewAccount account) throws SQLException {
        Optional<PasswordHash> password =
                account.proof() instanceof NewAccount.Password given ? Optional.of(given.hash()) : Optional.empty();
        Optional<ExternalId> external =
                account.proof() instanceof NewAccount.External given ? Optional.of(given.id()) : Optional.empty();
        PreparedStatement insert =
                statements.get("INSERT INTO accounts (id, name, folded, admin, created_at, password, issuer, subject)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        insert.setString(1, account.id().value());
        insert.setString(2, account.name().value());
        insert.setString(3, account.name().folded());
        insert.setInt(4, account.admin() ? 1 : 0);
        insert.setLong(5, account.createdAt());
        insert.setString(6, password.map(PasswordHash::value).orElse(null));
        insert.setString(7, external.map(ExternalId::issuer).orElse(null));
        insert.setString(8, external.map(ExternalId::subject).orElse(null));
        insert.executeUpdate();
    }

    Changed setPassword(UserId id, Optional<PasswordHash> before, PasswordHash password, Optional<String> but)
            throws SQLException {
        Optional<Credentials> known = rows.account(id);
        if (known.isEmpty()) {
            return Changed.NO_SUCH_ACCOUNT;
        }
        if (before.isPresent() && !known.get().password().equals(before)) {
            return Changed.OTHER_PASSWORD;
        }
        removeDevices(id, but);
        return changed(run("UPDATE accounts SET password = ? WHERE id = ?", password.value(), id.value()));
    }

    Changed setAdmin(UserId id, boolean admin) throws SQLException {
        if (!admin && isLastAdmin(id)) {
            return Changed.LAST_ADMIN;
        }
        return changed(set("UPDATE accounts SET admin = ? WHERE id = ?", admin, id));
    }

    Changed setDisabled(UserId id, boolean disabled) throws SQLException {
        if (disabled && isLastAdmin(id)) {
            return Changed.LAST_ADMIN;
        }
        if (disabled) {
            removeDevices(id, Optional.empty());
        }
        return changed(set("UPDATE accounts SET disabled = ? WHERE id = ?", disabled, id));
    }

    private int set(String update, boolean on, UserId id) throws SQLException {
        PreparedStatement statement = statements.get(update);
        statement.setInt(1, on ? 1 : 0);
        statement.setString(2, id.value());
        return statement.executeUpdate();
    }

    private static Changed changed(int rows) {
        return rows == 0 ? Changed.NO_SUCH_ACCOUNT : Changed.CHANGED;
    }

    private boolean isLastAdmin(UserId id) throws SQLException {
        return rows.admins().equals(List.of(id.value()));
    }

    Optional<List<String>> addDevice(StoredDevice device, Optional<PasswordHash> password, long unusedSince)
            throws SQLException {
        Optional<Credentials> known = rows.account(device.user())
                .filter(it -> !it.account().disabled())
                .filter(it -> password.isEmpty() || it.password().equals(password));
        if (known.isEmpty()) {
            return Optional.empty();
        }
        List<StoredDevice> own = rows.devices(device.user());
        List<String> gone = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            if (i >= AccountStore.DEVICES_MAX - 1 || own.get(i).usedAt() <= unusedSince) {
                gone.add(own.get(i).id());
                removeDevice(device.user(), own.get(i).id());
            }
        }
        PreparedStatement insert =
                statements.get("INSERT INTO devices (id, user_id, label, created_at, used_at, generation, rotated_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)");
        insert.setString(1, device.id());
        insert.setString(2, device.user().value());
        insert.setString(3, device.label());
        insert.setLong(4, device.createdAt());
        insert.setLong(5, device.usedAt());
        insert.setLong(6, device.generation());
        insert.setLong(7, device.createdAt());
        insert.executeUpdate();
        return Optional.of(gone);
    }

    Rotated rotate(String id, long generation, long at, long unusedSince) throws SQLException {
        Optional<AccountRows.Device> known = rows.device(id);
        if (known.isEmpty()) {
            return new Rotated.Gone();
        }
        StoredDevice device = known.get().device();
        Rotation rotation = Rotation.of(device, known.get().rotatedAt(), generation, at, unusedSince);
        if (rotation.rotated() instanceof Rotated.To to) {
            if (to.device().equals(device)) {
                return to;
            }
            PreparedStatement update =
                    statements.get("UPDATE devices SET used_at = ?, generation = ?, rotated_at = ? WHERE id = ?");
            update.setLong(1, to.device().usedAt());
            update.setLong(2, to.device().generation());
            update.setLong(3, rotation.rotatedAt());
            update.setString(4, id);
            update.executeUpdate();
        } else {
            removeDevice(device.user(), id);
        }
        return rotation.rotated();
    }

    boolean removeDevice(UserId user, String id) throws SQLException {
        return run("DELETE FROM devices WHERE user_id = ? AND id = ?", user.value(), id) > 0;
    }

    int removeDevices(UserId user, Optional<String> but) throws SQLException {
        // No device has an empty id.
        return run("DELETE FROM devices WHERE user_id = ? AND id <> ?", user.value(), but.orElse(""));
    }

    boolean addInvite(StoredInvite invite, String codeHash) throws SQLException {
        PreparedStatement expired = statements.get("DELETE FROM invites WHERE expires_at <= ?");
        expired.setLong(1, invite.createdAt());
        expired.executeUpdate();
        if (rows.inviteCount() >= AccountStore.INVITES_MAX) {
            return false;
        }
        PreparedStatement insert =
                statements.get("INSERT INTO invites (id, code_hash, made_by, created_at, expires_at, uses_left)"
                        + " VALUES (?, ?, ?, ?, ?, ?)");
        insert.setString(1, invite.id());
        insert.setString(2, codeHash);
        insert.setString(3, invite.by().value());
        insert.setLong(4, invite.createdAt());
        insert.setLong(5, invite.expiresAt());
        insert.setInt(6, invite.usesLeft());
        insert.executeUpdate();
        return true;
    }

    boolean removeInvite(String id) throws SQLException {
        return run("DELETE FROM invites WHERE id = ?", id) > 0;
    }

    /** Leaves nothing of an account; whether there was anything. */
    boolean erase(UserId user, UserId nobody) throws SQLException {
        int devices = removeDevices(user, Optional.empty());
        int invites = run("UPDATE invites SET made_by = ? WHERE made_by = ?", nobody.value(), user.value());
        return devices + invites + run("DELETE FROM accounts WHERE id = ?", user.value()) > 0;
    }

    private int run(String sql, String... parameters) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setString(i + 1, parameters[i]);
        }
        return statement.executeUpdate();
    }
}

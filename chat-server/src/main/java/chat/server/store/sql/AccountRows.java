package chat.server.store.sql;

import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.store.AccountStore.Credentials;
import chat.server.store.ExternalId;
import chat.server.store.PasswordHash;
import chat.server.store.StoredAccount;
import chat.server.store.StoredDevice;
import chat.server.store.StoredInvite;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads accounts, devices and invitations over one connection. */
final class AccountRows {
    private static final String ACCOUNT =
            "SELECT a.id, a.name, a.admin, a.disabled, a.created_at, a.password" + " FROM accounts AS a WHERE ";
    private static final String DEVICE = "SELECT d.id, d.user_id, d.label, d.created_at, d.used_at, d.generation,"
            + " d.rotated_at FROM devices AS d WHERE ";
    private static final String INVITE =
            "SELECT i.id, i.made_by, i.created_at, i.expires_at, i.uses_left FROM invites AS i WHERE ";

    private final Statements statements;

    /**
     * A device with what only the store needs to know of it.
     *
     * @param rotatedAt when it came to its generation
     */
    record Device(StoredDevice device, long rotatedAt) {}

    AccountRows(Statements statements) {
        this.statements = statements;
    }

    List<StoredAccount> accounts() throws SQLException {
        return credentials(statements.get(ACCOUNT + "1 = 1 ORDER BY a.id")).stream()
                .map(Credentials::account)
                .toList();
    }

    Optional<Credentials> account(UserId id) throws SQLException {
        return account("a.id = ?", id.value());
    }

    Optional<Credentials> named(UserName name) throws SQLException {
        return account("a.folded = ?", name.folded());
    }

    Optional<StoredAccount> external(ExternalId id) throws SQLException {
        return account("a.issuer = ? AND a.subject = ?", id.issuer(), id.subject())
                .map(Credentials::account);
    }

    private Optional<Credentials> account(String where, String... parameters) throws SQLException {
        PreparedStatement query = statements.get(ACCOUNT + where);
        for (int i = 0; i < parameters.length; i++) {
            query.setString(i + 1, parameters[i]);
        }
        return credentials(query).stream().findFirst();
    }

    private static List<Credentials> credentials(PreparedStatement query) throws SQLException {
        List<Credentials> all = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                StoredAccount account = new StoredAccount(
                        new UserId(row.getString(1)),
                        new UserName(row.getString(2)),
                        row.getInt(3) == 1,
                        row.getInt(4) == 1,
                        row.getLong(5));
                all.add(new Credentials(
                        account, Optional.ofNullable(row.getString(6)).map(PasswordHash::new)));
            }
        }
        return all;
    }

    long count() throws SQLException {
        return number("SELECT count(*) FROM accounts");
    }

    /** Administrators who may come in, at most two of them. */
    List<String> admins() throws SQLException {
        List<String> ids = new ArrayList<>();
        try (ResultSet row = statements
                .get("SELECT a.id FROM accounts AS a WHERE a.admin = 1 AND a.disabled = 0 LIMIT 2")
                .executeQuery()) {
            while (row.next()) {
                ids.add(row.getString(1));
            }
        }
        return ids;
    }

    boolean hasAdmin() throws SQLException {
        return number("SELECT count(*) FROM accounts AS a WHERE a.admin = 1") > 0;
    }

    Optional<Device> device(String id) throws SQLException {
        PreparedStatement query = statements.get(DEVICE + "d.id = ?");
        query.setString(1, id);
        return devices(query).stream().findFirst();
    }

    List<StoredDevice> devices(UserId user) throws SQLException {
        PreparedStatement query = statements.get(DEVICE + "d.user_id = ? ORDER BY d.used_at DESC, d.id");
        query.setString(1, user.value());
        return devices(query).stream().map(Device::device).toList();
    }

    private static List<Device> devices(PreparedStatement query) throws SQLException {
        List<Device> devices = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                StoredDevice device = new StoredDevice(
                        row.getString(1),
                        new UserId(row.getString(2)),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6));
                devices.add(new Device(device, row.getLong(7)));
            }
        }
        return devices;
    }

    Optional<StoredInvite> invite(String codeHash, long at) throws SQLException {
        PreparedStatement query = statements.get(INVITE + "i.code_hash = ? AND i.expires_at > ?");
        query.setString(1, codeHash);
        query.setLong(2, at);
        return invites(query).stream().findFirst();
    }

    List<StoredInvite> invites(long at) throws SQLException {
        PreparedStatement query = statements.get(INVITE + "i.expires_at > ? ORDER BY i.created_at DESC, i.id");
        query.setLong(1, at);
        return invites(query);
    }

    private static List<StoredInvite> invites(PreparedStatement query) throws SQLException {
        List<StoredInvite> invites = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                invites.add(new StoredInvite(
                        row.getString(1), new UserId(row.getString(2)), row.getLong(3), row.getLong(4), row.getInt(5)));
            }
        }
        return invites;
    }

    long inviteCount() throws SQLException {
        return number("SELECT count(*) FROM invites");
    }

    private long number(String sql) throws SQLException {
        try (ResultSet row = statements.get(sql).executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}

package chat.server.admin;

import chat.protocol.ProtocolException;
import chat.protocol.UserName;
import chat.server.auth.Denied;
import chat.server.auth.Password;
import chat.server.config.Arguments;
import chat.server.oversight.AccountOversight;
import chat.server.oversight.By;
import chat.server.oversight.Oversight;
import chat.server.store.Progress;
import chat.server.store.StoredAccount;
import chat.server.store.StoredDevice;
import chat.server.store.StoredInvite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** What {@code admin …} does, with accounts itself, in the process that has the store open. Secrets come as a line of input. */
final class AdminChange implements Change {
    private static final By BY = By.operator();

    /** Lines of a list. */
    static final int LISTED_MAX = 200;

    /** How long the store may take: what is written before it, and the time until a lost database is back. */
    private static final long SECONDS_MAX = 60;

    private static final int INVITE_DAYS_DEFAULT = 7;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'").withZone(ZoneOffset.UTC);

    private final AccountOversight accounts;
    private final OversightChange others;

    AdminChange(Oversight oversight) {
        this.accounts = oversight.accounts();
        this.others = new OversightChange(oversight);
    }

    @Override
    public String run(Arguments arguments, Input input, Progress progress) throws CommandException, IOException {
        AdminAction action = AdminAction.of(arguments);
        Optional<String> who = arguments.operand(1);
        return switch (action) {
            case CREATE -> create(name(who), arguments.isOn(AdminCommand.ADMIN), secret(input));
            case PASSWORD -> resetPassword(account(who), secret(input));
            case LIST -> list(who.orElse(""));
            case DISABLE -> disable(account(who));
            case ENABLE -> enable(account(who));
            case GRANT -> setAdmin(account(who), true);
            case REVOKE -> setAdmin(account(who), false);
            case DEVICES -> devices(account(who));
            case LOGOUT -> logOut(account(who), arguments.option(AdminCommand.DEVICE));
            case INVITE -> invite(arguments, secret(input));
            case INVITES -> invites();
            case UNINVITE -> uninvite(who.orElse(""));
            case BAN, UNBAN, BANS, ROOMS, MEMBERS, OWNER, DELETE_ROOM, REPORTS, RESOLVE, AUDIT ->
                others.run(action, arguments);
        };
    }

    private String create(UserName name, boolean admin, String password) throws CommandException, IOException {
        StoredAccount made = await(accounts.create(BY, name, admin, wished(password, name)));
        return (admin ? "administrator " : "account ") + made.name() + " made (id " + made.id() + ")";
    }

    private String resetPassword(StoredAccount account, String password) throws CommandException, IOException {
        await(accounts.resetPassword(BY, account.id(), wished(password, account.name())));
        return account.name() + " has another password and is logged out everywhere";
    }

    static Password wished(String password, UserName name) throws CommandException {
        try {
            return Password.wished(password, "password", name);
        } catch (Denied e) {
            throw new CommandException("password: (not shown) (expected: 8 to 256 characters, not the name)", e);
        }
    }

    private String list(String start) {
        List<StoredAccount> all = accounts.list(start, Optional.empty(), LISTED_MAX + 1);
        String lines = all.stream()
                .limit(LISTED_MAX)
                .map(it -> "\n" + it.name() + "  " + it.id() + "  since " + day(it.createdAt())
                        + (it.admin() ? "  admin" : "") + (it.disabled() ? "  disabled" : ""))
                .collect(Collectors.joining());
        return (all.size() > LISTED_MAX ? "the first " + LISTED_MAX : String.valueOf(all.size())) + " accounts" + lines;
    }

    private String disable(StoredAccount account) throws CommandException, IOException {
        await(accounts.setDisabled(BY, account.id(), true));
        return account.name() + " is disabled and logged out everywhere";
    }

    private String enable(StoredAccount account) throws CommandException, IOException {
        await(accounts.setDisabled(BY, account.id(), false));
        return account.name() + " may log in";
    }

    private String setAdmin(StoredAccount account, boolean admin) throws CommandException, IOException {
        await(accounts.setAdmin(BY, account.id(), admin));
        return account.name() + (admin ? " is an administrator" : " is no administrator");
    }

    private String devices(StoredAccount account) throws CommandException, IOException {
        List<StoredDevice> devices = await(accounts.devices(account.id()));
        return devices.size() + " devices of " + account.name()
                + devices.stream()
                        .map(it -> "\n" + it.id() + "  " + it.label() + "  since " + day(it.createdAt()) + ", used "
                                + day(it.usedAt()))
                        .collect(Collectors.joining());
    }

    private String logOut(StoredAccount account, Optional<String> device) throws CommandException, IOException {
        if (device.isPresent()) {
            await(accounts.logOut(BY, account.id(), device.get()));
            return account.name() + " is logged out on that device";
        }
        int count = await(accounts.logOut(BY, account.id()));
        return account.name() + " is logged out on " + count + " devices";
    }

    private String invite(Arguments arguments, String code) throws CommandException, IOException {
        int uses = Parameters.number(arguments, AdminCommand.USES).orElse(1);
        int days = Parameters.number(arguments, AdminCommand.DAYS).orElse(INVITE_DAYS_DEFAULT);
        StoredInvite invite = await(accounts.invite(BY, uses, Duration.ofDays(days), code));
        return "invitation " + invite.id() + " for " + uses + (uses == 1 ? " account" : " accounts") + ", good until "
                + day(invite.expiresAt());
    }

    private String invites() throws CommandException, IOException {
        List<StoredInvite> invites = await(accounts.invites());
        return invites.size() + " invitations"
                + invites.stream()
                        .limit(LISTED_MAX)
                        .map(it -> "\n" + it.id() + "  by " + it.by() + "  for " + it.usesLeft() + " more, until "
                                + day(it.expiresAt()))
                        .collect(Collectors.joining());
    }

    private String uninvite(String id) throws CommandException, IOException {
        await(accounts.removeInvite(BY, id));
        return "invitation " + id + " is taken back";
    }

    static String day(long millis) {
        return DAY.format(Instant.ofEpochMilli(millis));
    }

    /** The one line of input. */
    private static String secret(Input input) throws IOException {
        List<byte[]> lines = input.next();
        return lines.isEmpty() ? "" : new String(lines.get(0), StandardCharsets.UTF_8);
    }

    private static UserName name(Optional<String> text) throws CommandException {
        try {
            return UserName.parse(text.orElse(""));
        } catch (ProtocolException e) {
            throw new CommandException(
                    "name: " + text.orElse("missing") + " (expected: "
                            + e.rule().replaceFirst("^name: ", "") + ")",
                    e);
        }
    }

    private StoredAccount account(Optional<String> text) throws CommandException {
        UserName name = name(text);
        return accounts.named(name)
                .orElseThrow(() -> new CommandException("name: " + name + " (expected: that of an account)"));
    }

    static <T> T await(CompletionStage<T> stage) throws CommandException, IOException {
        try {
            return stage.toCompletableFuture().get(SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Denied denied = Denied.because(e.getCause() == null ? e : e.getCause());
            throw new CommandException("not done: " + denied.sentence(), denied);
        } catch (TimeoutException e) {
            throw new IOException("store: busy (expected: its turn within " + SECONDS_MAX + " s)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("store: interrupted", e);
        }
    }
}

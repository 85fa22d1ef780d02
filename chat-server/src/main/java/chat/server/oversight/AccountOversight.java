package chat.server.oversight;

import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.auth.Accounts;
import chat.server.auth.Password;
import chat.server.store.Moderation;
import chat.server.store.StoredAccount;
import chat.server.store.StoredDevice;
import chat.server.store.StoredInvite;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Accounts and invitations, with entries in the trail. */
public final class AccountOversight {
    private final Accounts accounts;
    private final Moderation moderation;
    private final InstantSource clock;

    AccountOversight(Accounts accounts, Moderation moderation, InstantSource clock) {
        this.accounts = accounts;
        this.moderation = moderation;
        this.clock = clock;
    }

    /** Accounts behind a name whose names begin so, in the order of their names. */
    public List<StoredAccount> list(String start, Optional<UserName> after, int limit) {
        return accounts.list(start, after, limit);
    }

    /** The account of this name. */
    public Optional<StoredAccount> named(UserName name) {
        return accounts.named(name);
    }

    /** The devices that are logged in, the one used last first. */
    public CompletionStage<List<StoredDevice>> devices(UserId user) {
        return accounts.devices(user);
    }

    /** Makes an account for somebody. */
    public CompletionStage<StoredAccount> create(By by, UserName name, boolean admin, Password password) {
        return accounts.create(name, admin, password)
                .thenCompose(made -> trail(by, "createAccount", made.id(), admin ? "admin" : "")
                        .thenApply(left -> made));
    }

    /** Gives an account another password and logs it out everywhere. */
    public CompletionStage<Void> resetPassword(By by, UserId user, Password password) {
        return accounts.resetPassword(user, password).thenCompose(done -> trail(by, "resetPassword", user, ""));
    }

    /** Makes somebody an administrator, or no longer. */
    public CompletionStage<Void> setAdmin(By by, UserId user, boolean admin) {
        return accounts.setAdmin(user, admin)
                .thenCompose(done -> trail(by, admin ? "grantAdmin" : "revokeAdmin", user, ""));
    }

    /** Keeps everybody from coming in by an account, or no longer. */
    public CompletionStage<Void> setDisabled(By by, UserId user, boolean disabled) {
        return accounts.setDisabled(user, disabled)
                .thenCompose(done -> trail(by, disabled ? "disableAccount" : "enableAccount", user, ""));
    }

    /** Logs a device out. */
    public CompletionStage<Void> logOut(By by, UserId user, String device) {
        return accounts.logOut(user, device).thenCompose(done -> trail(by, "logOut", user, "device=" + device));
    }

    /** Logs all devices out; returns how many. */
    public CompletionStage<Integer> logOut(By by, UserId user) {
        return accounts.logOut(user, Optional.empty())
                .thenCompose(
                        count -> trail(by, "logOut", user, "devices=" + count).thenApply(left -> count));
    }

    /** Invites so many people. */
    public CompletionStage<Accounts.Invite> invite(By by, int uses, Duration goodFor) {
        return accounts.invite(by.author().id(), uses, goodFor)
                .thenCompose(made -> trail(by, "makeInvitation", made.invite()).thenApply(left -> made));
    }

    /** Invites so many people by a code that is known already. */
    public CompletionStage<StoredInvite> invite(By by, int uses, Duration goodFor, String code) {
        return accounts.invite(by.author().id(), uses, goodFor, code)
                .thenCompose(made -> trail(by, "makeInvitation", made).thenApply(left -> made));
    }

    /** The invitations that are good, the newest first. */
    public CompletionStage<List<StoredInvite>> invites() {
        return accounts.invites();
    }

    /** Takes an invitation back. */
    public CompletionStage<Void> removeInvite(By by, String id) {
        return accounts.removeInvite(id)
                .thenCompose(done -> moderation.audit(by.entry(
                        clock.millis(), "revokeInvitation", Optional.empty(), Optional.empty(), "invitation=" + id)));
    }

    private CompletionStage<Void> trail(By by, String act, StoredInvite invite) {
        String detail = "invitation=" + invite.id() + ",uses=" + invite.usesLeft() + ",until=" + invite.expiresAt();
        return moderation.audit(by.entry(clock.millis(), act, Optional.empty(), Optional.empty(), detail));
    }

    private CompletionStage<Void> trail(By by, String act, UserId user, String detail) {
        return moderation.audit(by.entry(clock.millis(), act, Optional.empty(), Optional.of(user), detail));
    }
}

package chat.server.store;

import chat.protocol.UserId;
import chat.protocol.UserName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Accounts, the devices that are logged in to them, and invitations to make one. Kept where the messages are kept, with the
 * manners of {@link MessageStore}: a stage completes once what it says is as durable as the store makes it, on any thread; one
 * that fails says nothing about whether it was done. Whatever is asked twice answers the same the second time.
 *
 * <p>Any thread may call. Nothing here blocks.
 */
public interface AccountStore {
    /** Devices of one account; one more, and the one that was not used for longest is logged out. */
    int DEVICES_MAX = 50;

    /** Invitations that are open; further ones are refused. */
    int INVITES_MAX = 1_000;

    /** So long the refresh token before the newest is still good: two tabs may have used it at one moment. */
    long GRACE_MILLIS = 30_000;

    /** What an account that is to be made needs beside a free name. */
    sealed interface Terms {
        /** Nothing. */
        record Open() implements Terms {}

        /** An invitation, which is used up by one. */
        record Invited(String codeHash) implements Terms {}

        /** That there is no administrator. */
        record First() implements Terms {}
    }

    /** What became of an account that was to be made. */
    enum Added {
        ADDED,
        NAME_TAKEN,
        /** The user's id has an account. */
        ID_TAKEN,
        /** The person has an account by the identity provider. */
        EXTERNAL_TAKEN,
        /** There are as many accounts as there may be. */
        FULL,
        /** There is no such invitation, or no longer. */
        NO_INVITE,
        /** There is an administrator. */
        NOT_FIRST
    }

    /** What became of a change to an account. */
    enum Changed {
        CHANGED,
        NO_SUCH_ACCOUNT,
        /** It has another password by now than the one that was shown. */
        OTHER_PASSWORD,
        /** Then no administrator would be left who may come in. */
        LAST_ADMIN
    }

    /**
     * What a log-in is held against.
     *
     * @param password absent: by password nobody comes in
     */
    record Credentials(StoredAccount account, Optional<PasswordHash> password) {}

    /** What became of a refresh token. */
    sealed interface Rotated {
        /** It was good; the device has this generation now. */
        record To(StoredDevice device) implements Rotated {}

        /** It was used before, by somebody else perhaps: the device is logged out. */
        record Reused(StoredDevice device) implements Rotated {}

        /** There is no such device, or no longer. */
        record Gone() implements Rotated {}
    }

    /** Every account; asked once, at start. */
    CompletionStage<List<StoredAccount>> accounts();

    /**
     * Makes an account.
     *
     * @param accountsMax so many accounts there may be
     */
    CompletionStage<Added> add(NewAccount account, Terms terms, int accountsMax);

    /** The account whose name is folded like this one. */
    CompletionStage<Optional<Credentials>> named(UserName name);

    /** The account of this id. */
    CompletionStage<Optional<Credentials>> account(UserId id);

    /** The account of somebody whom an identity provider knows. */
    CompletionStage<Optional<StoredAccount>> external(ExternalId id);

    /**
     * Gives an account another password, and logs its devices out with it: nobody stays in who knew only the one before.
     *
     * @param before the one that was shown; absent: whatever it is
     * @param but a device that stays
     */
    CompletionStage<Changed> setPassword(
            UserId id, Optional<PasswordHash> before, PasswordHash password, Optional<String> but);

    /** Makes somebody an administrator, or no longer. */
    CompletionStage<Changed> setAdmin(UserId id, boolean admin);

    /** Keeps everybody from coming in by this account, or no longer; its devices are logged out. */
    CompletionStage<Changed> setDisabled(UserId id, boolean disabled);

    /**
     * A device is logged in, with generation 1.
     *
     * @param password the one that was shown; absent: it was something else that was shown
     * @param unusedSince devices of the account that were not used after this are forgotten; epoch milliseconds
     * @return the ids of those that were logged out for it; nothing: there is no such account, it is disabled, or it has
     *     another password by now
     */
    CompletionStage<Optional<List<String>>> addDevice(
            StoredDevice device, Optional<PasswordHash> password, long unusedSince);

    /** A device of this account, if it is logged in. */
    CompletionStage<Optional<StoredDevice>> device(UserId user, String id);

    /** The devices of an account, the one used last first. */
    CompletionStage<List<StoredDevice>> devices(UserId user);

    /**
     * Uses a refresh token. The newest generation gives way to the next; the one before it gives the newest once more for
     * {@link #GRACE_MILLIS}, which changes nothing; any older one logs the device out. A newer one than is known was given before a backup was
     * restored, and is good.
     *
     * @param at epoch milliseconds
     * @param unusedSince a device that was not used after this is gone
     */
    CompletionStage<Rotated> rotate(String device, long generation, long at, long unusedSince);

    /** Logs a device of this account out; false: there is none. */
    CompletionStage<Boolean> removeDevice(UserId user, String id);

    /** Logs all devices of an account out but one; returns how many. */
    CompletionStage<Integer> removeDevices(UserId user, Optional<String> but);

    /** Keeps an invitation; false: there are {@link #INVITES_MAX} that are still good. */
    CompletionStage<Boolean> addInvite(StoredInvite invite, String codeHash);

    /** The invitations that are good at this time, the newest first. */
    CompletionStage<List<StoredInvite>> invites(long at);

    /** Takes an invitation back; false: there is none. */
    CompletionStage<Boolean> removeInvite(String id);
}

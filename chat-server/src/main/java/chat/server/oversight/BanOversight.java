package chat.server.oversight;

import chat.protocol.Author;
import chat.protocol.ProtocolException;
import chat.protocol.Reason;
import chat.protocol.RestrictionKind;
import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.auth.AccountIndex;
import chat.server.auth.Bans;
import chat.server.auth.Denied;
import chat.server.auth.LiveUsers;
import chat.server.auth.Why;
import chat.server.room.People;
import chat.server.store.AuditEntry;
import chat.server.store.Moderation;
import chat.server.store.StoredAccount;
import chat.server.store.StoredRestriction;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Bans from the whole server. What is decided takes effect at once on those who are connected. */
public final class BanOversight {
    /** What somebody is called of whom nothing is known but the id. */
    private static final UserName UNKNOWN = new UserName("unknown");

    private final AccountIndex index;
    private final Bans bans;
    private final LiveUsers live;
    private final People present;
    private final Moderation moderation;
    private final InstantSource clock;

    BanOversight(Oversight.Known known, Moderation moderation, InstantSource clock) {
        this.index = known.index();
        this.bans = known.bans();
        this.live = known.live();
        this.present = known.present();
        this.moderation = moderation;
        this.clock = clock;
    }

    /** Whom a ban is for. */
    public sealed interface Whom {}

    /**
     * A user.
     *
     * @param address of a guest who is here: also whoever else comes from there without an account
     */
    public record User(UserId id, boolean address) implements Whom {}

    /**
     * Whoever comes from there without an account.
     *
     * @param value as {@link chat.server.auth.Addresses} has it
     */
    public record Address(String value) implements Whom {}

    /** @param seconds for how long; nothing: for ever */
    public record Wish(Whom whom, OptionalLong seconds, Optional<Reason> why) {}

    /** Bans somebody, instead of any ban of before. */
    public CompletionStage<StoredRestriction> ban(By by, Wish wish) {
        Optional<StoredAccount> account = wish.whom instanceof User user ? index.get(user.id) : Optional.empty();
        if (account.filter(StoredAccount::admin).isPresent()) {
            return CompletableFuture.failedFuture(Denied.of(Why.IS_ADMIN));
        }
        long now = clock.millis();
        OptionalLong until = wish.seconds.isPresent()
                ? OptionalLong.of(now + TimeUnit.SECONDS.toMillis(wish.seconds.getAsLong()))
                : OptionalLong.empty();
        StoredRestriction ban = new StoredRestriction(
                Optional.empty(), RestrictionKind.BAN, target(wish.whom), until, wish.why, by.author(), now);
        return moderation.restrict(ban, entry(by, ban)).thenApply(outcome -> {
            if (outcome == Moderation.Outcome.TOO_MANY) {
                throw Denied.of(Why.TOO_MANY_BANS);
            }
            bans.made(ban);
            live.banned(ban.target(), Denied.banned(ban, now));
            return ban;
        });
    }

    private StoredRestriction.Target target(Whom whom) {
        if (whom instanceof Address address) {
            return new StoredRestriction.Target(Optional.empty(), Optional.of(address.value));
        }
        User user = (User) whom;
        Optional<People.Known> known = present.find(user.id);
        UserName name = known.map(it -> it.user().asAuthor().name())
                .or(() -> index.get(user.id).map(StoredAccount::name))
                .orElse(UNKNOWN);
        Optional<String> address = user.address ? known.flatMap(People.Known::guestAddress) : Optional.empty();
        return new StoredRestriction.Target(Optional.of(new Author(user.id, name)), address);
    }

    /** Without the address, which tells of a person, and the trail is kept for ever. */
    private AuditEntry entry(By by, StoredRestriction ban) {
        String until = ban.until().isPresent() ? "until=" + ban.until().getAsLong() : "";
        String detail = ban.target().address().isPresent() ? until + ",byAddress" : until;
        return by.entry(ban.at(), "ban", Optional.empty(), ban.target().user().map(Author::id), detail);
    }

    /** Bans that hold, by {@link StoredRestriction.Key#subject}, behind this one. */
    public CompletionStage<List<StoredRestriction>> list(Optional<String> after, int limit) {
        return moderation.restrictions(Optional.empty(), after.map(BanOversight::key), limit);
    }

    private static StoredRestriction.Key key(String subject) {
        return new StoredRestriction.Key(Optional.empty(), RestrictionKind.BAN, subject);
    }

    /** Ends a ban, by a user's id or an address. */
    public CompletionStage<Void> lift(By by, String subject) {
        StoredRestriction.Key key = key(subject);
        Optional<UserId> user = userId(subject);
        AuditEntry entry =
                by.entry(clock.millis(), "banEnd", Optional.empty(), user, user.isPresent() ? "" : "byAddress");
        return moderation.lift(key, entry).thenAccept(held -> {
            bans.lifted(key);
            if (!held) {
                throw Denied.of(Why.NO_SUCH_BAN);
            }
        });
    }

    private static Optional<UserId> userId(String subject) {
        try {
            return Optional.of(UserId.parse(subject));
        } catch (ProtocolException anAddress) {
            return Optional.empty();
        }
    }
}

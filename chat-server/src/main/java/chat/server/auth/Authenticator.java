package chat.server.auth;

import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.config.Access.Way;
import chat.server.store.AccountStore;
import chat.server.store.StoredAccount;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Tells by tokens and headers who somebody is. Any thread; nothing here blocks. Stages fail with {@link Denied}. */
public final class Authenticator {
    /** How a guest's token begins. */
    private static final String GUEST = "g1.";

    private final AuthServices services;
    private final AccountIndex index;
    private final AccountStore store;
    private final ExternalAccounts externals;

    public Authenticator(AuthServices services) {
        this.services = services;
        this.index = services.index();
        this.store = services.store();
        // Whoever shows such a token connects, which ends whoever else goes by the name.
        this.externals = new ExternalAccounts(services, LiveUsers.none());
    }

    /** Whether a name alone lets somebody in. */
    public boolean allowsGuests() {
        return services.access().has(Way.GUEST);
    }

    /** Whether a token is of the kind that guests have, good or not; that is told without looking anything up. */
    public static boolean isGuestToken(String token) {
        return token.startsWith(GUEST);
    }

    /** The guest whose token this is; nothing: it is none, or the guest has an account by now. */
    public Optional<Guest> guest(String token) {
        return services.tokens()
                .guests()
                .verify(token)
                .filter(guest -> index.get(guest.id()).isEmpty());
    }

    /** The token of a guest; the same for the same id and name. */
    public String guestToken(UserId id, UserName name) {
        return services.tokens().guests().issue(id, name);
    }

    /** Whether nothing was revoked by which this was shown, and the guest is still one. */
    public boolean isCurrent(Identity identity) {
        return identity instanceof Account account
                ? index.isCurrent(account)
                : index.get(identity.id()).isEmpty();
    }

    /** For how long what an account has shown goes on proving something, in nanoseconds, if that has an end. */
    public long nanosLeft(Account account) {
        return account.proof() instanceof Account.Bearer bearer
                ? TimeUnit.MILLISECONDS.toNanos(
                        bearer.untilMillis() - services.clock().millis())
                : Long.MAX_VALUE;
    }

    /** Who may not be here, whatever they show. */
    public Bans bans() {
        return services.bans();
    }

    CompletionStage<? extends Identity> identity(String token, InetAddress from) {
        if (!isGuestToken(token)) {
            return account(token);
        }
        if (!allowsGuests()) {
            return CompletableFuture.failedFuture(Denied.of(Why.LOGIN_REQUIRED));
        }
        return guest(token)
                .map(guest -> bans().on(guest, Addresses.of(from))
                        .<CompletionStage<Guest>>map(CompletableFuture::failedFuture)
                        .orElseGet(() -> CompletableFuture.completedFuture(guest)))
                .orElseGet(() -> CompletableFuture.failedFuture(Denied.of(Why.BAD_TOKEN)));
    }

    /**
     * The account whose token this is: an access token of a device that is logged in, or one of the identity provider.
     *
     * @param token a client's input, anything at all
     */
    public CompletionStage<Account> account(String token) {
        if (token.startsWith(AccessTokens.PREFIX)) {
            return device(services.tokens().access().verify(token));
        }
        // Three parts with two dots between them; the rest the provider's keys tell.
        boolean jwt = token.chars().filter(c -> c == '.').count() == 2;
        return services.external()
                .filter(any -> jwt)
                .map(external -> external.verify(token).thenCompose(externals::account))
                .orElseGet(() -> CompletableFuture.failedFuture(Denied.of(Why.BAD_TOKEN)));
    }

    private CompletionStage<Account> device(AccessTokens.Claim claim) {
        if (!(claim instanceof AccessTokens.Good good)) {
            Why why = claim instanceof AccessTokens.Expired ? Why.TOKEN_EXPIRED : Why.BAD_TOKEN;
            return CompletableFuture.failedFuture(Denied.of(why));
        }
        // Before the store is asked: what is revoked from here on is seen.
        long stamp = index.stamp(good.user());
        return store.device(good.user(), good.device()).thenApply(device -> {
            Optional<StoredAccount> account = index.get(good.user()).filter(it -> !it.disabled());
            if (device.isEmpty() || account.isEmpty() || !services.access().hasAccounts()) {
                throw Denied.of(Why.BAD_TOKEN);
            }
            services.bans().check(good.user());
            StoredAccount stored = account.get();
            return new Account(stored.id(), stored.name(), stored.admin(), new Account.Device(good.device()), stamp);
        });
    }

    /**
     * Whether an {@code Authorization} header counts. Where there are no accounts only a guest's token does: what a proxy
     * asked of its own users may stand there.
     */
    public boolean heeds(String header) {
        return services.access().hasAccounts() || header.regionMatches(true, 0, "bearer " + GUEST, 0, 10);
    }

    /**
     * Whoever an {@code Authorization} header is of: {@code Basic} with the name and password of an account, {@code Bearer}
     * with a token of any kind.
     *
     * @param header a client's input, anything at all
     */
    public CompletionStage<? extends Identity> header(String header, InetAddress from) {
        int space = header.indexOf(' ');
        String scheme = header.substring(0, Math.max(0, space)).toLowerCase(Locale.ROOT);
        String rest = header.substring(space + 1).strip();
        try {
            return switch (scheme) {
                case "basic" -> basic(rest, from);
                case "bearer" -> identity(rest, from);
                default -> throw Denied.of(Why.BAD_TOKEN);
            };
        } catch (Denied denied) {
            return CompletableFuture.failedFuture(denied);
        }
    }

    private CompletionStage<Account> basic(String encoded, InetAddress from) {
        String pair = decoded(encoded);
        int colon = pair.indexOf(':');
        if (colon < 0 || !services.access().has(Way.ACCOUNTS)) {
            throw Denied.of(Why.WRONG_CREDENTIALS);
        }
        return services.passwords()
                .check(pair.substring(0, colon), pair.substring(colon + 1), from)
                .thenApply(PasswordCheck.Checked::account);
    }

    private static String decoded(String base64) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (IllegalArgumentException | CharacterCodingException notAsSaid) {
            throw Denied.of(Why.WRONG_CREDENTIALS);
        }
    }
}

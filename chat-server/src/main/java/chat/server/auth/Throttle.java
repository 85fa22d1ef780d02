package chat.server.auth;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Slows guessers down: failed tries are counted by the account that is tried, be there one or not, and by the address they
 * come from, of IPv6 its network of 64 bits. Any thread.
 */
final class Throttle {
    /** Somebody who mistypes stays below that; a guesser gets 2,880 tries a day. */
    private static final int TRIES_OF_ACCOUNT = 10;

    private static final Duration TRY_OF_ACCOUNT_EVERY = Duration.ofSeconds(30);

    /** A school behind one address has several who mistype. */
    private static final int TRIES_OF_ADDRESS = 50;

    private static final Duration TRY_OF_ADDRESS_EVERY = Duration.ofSeconds(6);

    private static final int SIGN_UPS = 20;
    private static final Duration SIGN_UP_EVERY = Duration.ofMinutes(1);

    private final Pace accounts = new Pace(TRIES_OF_ACCOUNT, TRY_OF_ACCOUNT_EVERY);
    private final Pace addresses = new Pace(TRIES_OF_ADDRESS, TRY_OF_ADDRESS_EVERY);
    private final Pace signUps = new Pace(SIGN_UPS, SIGN_UP_EVERY);
    private final LongSupplier nanoTime;
    private final boolean limitsAddresses;

    /** @param limitsAddresses whether they are counted: behind a proxy all come from one */
    Throttle(LongSupplier nanoTime, boolean limitsAddresses) {
        this.nanoTime = nanoTime;
        this.limitsAddresses = limitsAddresses;
    }

    /** A try that counts as failed until {@link #succeeded}. */
    final class Try {
        private final Object account;
        private final Object address;

        private Try(Object account, Object address) {
            this.account = account;
            this.address = address;
        }

        /** It was no guess. */
        void succeeded() {
            accounts.giveBack(account);
            addresses.giveBack(address);
        }
    }

    /**
     * Somebody tries to come in.
     *
     * @param account what they try, by any name that is always the same
     * @throws Denied {@link Why#RATE_LIMITED}
     */
    Try begin(Object account, InetAddress from) {
        Object address = key(from);
        long now = nanoTime.getAsLong();
        check(limitsAddresses ? addresses.take(address, now) : 0);
        long wait = accounts.take(account, now);
        if (wait > 0) {
            addresses.giveBack(address);
        }
        check(wait);
        return new Try(account, address);
    }

    /**
     * Somebody makes an account.
     *
     * @throws Denied {@link Why#RATE_LIMITED}
     */
    void signUp(InetAddress from) {
        if (limitsAddresses) {
            check(signUps.take(key(from), nanoTime.getAsLong()));
        }
    }

    private static void check(long waitNanos) {
        if (waitNanos > 0) {
            throw Denied.later(Why.RATE_LIMITED, TimeUnit.NANOSECONDS.toMillis(waitNanos) + 1);
        }
    }

    private static Object key(InetAddress address) {
        return address instanceof Inet6Address
                ? (Object) ByteBuffer.wrap(address.getAddress()).getLong()
                : address;
    }
}

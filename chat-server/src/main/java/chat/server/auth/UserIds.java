package chat.server.auth;

import chat.protocol.UserId;
import java.math.BigInteger;
import java.security.SecureRandom;

/** Makes user ids that nobody had before and nobody can guess. Any thread. */
public final class UserIds {
    private static final int RANDOM_BYTES = 16;

    /** 128 bits in base 36: 36^24 < 2^128 < 36^25. */
    private static final int DIGITS = 25;

    private final SecureRandom random = new SecureRandom();

    /** A new one: {@code u} and 25 characters of {@code a-z 0-9}, 128 random bits. */
    public UserId next() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String digits = new BigInteger(1, bytes).toString(Character.MAX_RADIX);
        return new UserId("u" + "0".repeat(DIGITS - digits.length()) + digits);
    }
}

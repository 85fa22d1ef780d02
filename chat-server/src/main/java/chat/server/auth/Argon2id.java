package chat.server.auth;

import chat.server.store.PasswordHash;
import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * Argon2id with 19 MiB, two passes and one lane: what OWASP advises for servers, about 40 ms of one core. More memory would
 * cost guessers more, and us too: two hashes at a time are 38 MiB.
 *
 * <p>Nothing of this is loaded before the first password comes: the library keeps 19 MiB from then on.
 */
final class Argon2id {
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    private Argon2id() {}

    /** Takes its time. */
    static PasswordHash hash(Password password) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return new PasswordHash(function().hash(bytes(password), salt).getResult());
    }

    /** Takes its time, as long as the hash was made to take. */
    static boolean isOf(Password password, PasswordHash hash) {
        byte[] hashed = hash.value().getBytes(StandardCharsets.US_ASCII);
        return Argon2Function.getInstanceFromHash(hash.value()).check(bytes(password), hashed);
    }

    private static Argon2Function function() {
        return Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
    }

    private static byte[] bytes(Password password) {
        return password.value().getBytes(StandardCharsets.UTF_8);
    }
}

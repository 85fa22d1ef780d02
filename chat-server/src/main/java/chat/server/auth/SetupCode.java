package chat.server.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;

/**
 * The code by which the first administrator is made, printed by a server that has none. It is in no file: the next start
 * prints another one. Any thread.
 */
public final class SetupCode {
    private final String value = Codes.random();
    private volatile boolean used;

    /** To be printed, in groups that are easy to copy. */
    public String shown() {
        return Codes.grouped(value);
    }

    /** It made an administrator; it makes no other. */
    void use() {
        used = true;
    }

    boolean isUsed() {
        return used;
    }

    /** @param claimed a client's input, with or without the dashes */
    boolean is(String claimed) {
        String normal = Codes.normal(claimed);
        return MessageDigest.isEqual(value.getBytes(US_ASCII), normal.getBytes(US_ASCII));
    }

    @Override
    public String toString() {
        return "(not shown)";
    }
}

package chat.server.store.sql;

import chat.protocol.Author;
import chat.protocol.UserId;
import chat.protocol.UserName;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/** Who stands in the place of users that were erased: one for each of them, so that no two fall together. */
final class Nobody {
    private static final UserName NAME = new UserName("erased");
    private static final String ID = "erased";
    private static final String LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_LETTERS = 16;
    private static final Pattern IDS = Pattern.compile(ID + "[0-9a-z]{" + RANDOM_LETTERS + "}");

    private Nobody() {}

    /** A new one. */
    static UserId randomId(SecureRandom random) {
        StringBuilder id = new StringBuilder(ID);
        for (int i = 0; i < RANDOM_LETTERS; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return new UserId(id.toString());
    }

    static Author author(UserId id) {
        return new Author(id, NAME);
    }

    /** Whether a user may be one of them. */
    static boolean is(UserId user) {
        return IDS.matcher(user.value()).matches();
    }
}

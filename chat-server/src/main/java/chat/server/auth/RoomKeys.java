package chat.server.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import chat.protocol.RoomName;
import chat.protocol.UserId;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Makes the keys of rooms that are not public. Those of private rooms are random. Those of direct rooms are made from the people
 * in it, so that the same people always have the same room, and with a secret, so that nobody else can tell that they have
 * one. Any thread.
 */
public final class RoomKeys {
    /** So that no token can be taken for it, nor it for a token. */
    private static final String KIND = "direct:";

    private final SecureRandom random = new SecureRandom();
    private final TokenKey key;

    /** Keys made with this secret; with another one the same people would have another direct room. */
    public RoomKeys(TokenKey key) {
        this.key = key;
    }

    /** One that nobody had before and nobody can guess. */
    public RoomName ofPrivate() {
        byte[] bytes = new byte[RoomName.HIDDEN_BYTES];
        random.nextBytes(bytes);
        return RoomName.ofPrivate(bytes);
    }

    /** That of the direct room of these people, in whatever order. */
    public RoomName ofDirect(Collection<UserId> people) {
        String sorted = new TreeSet<>(people).stream().map(UserId::value).collect(Collectors.joining(","));
        byte[] mac = key.sign((KIND + sorted).getBytes(US_ASCII));
        return RoomName.ofDirect(Arrays.copyOf(mac, RoomName.HIDDEN_BYTES));
    }
}

package chat.server.auth;

import chat.protocol.UserId;
import chat.protocol.UserName;
import java.util.Optional;

/**
 * Somebody who has an account, and has shown it.
 *
 * @param proof by what
 * @param stamp of the account when that was looked at: {@link AccountIndex#isCurrent} tells whether it still holds
 */
public record Account(UserId id, UserName name, boolean admin, Proof proof, long stamp) implements Identity {

    /** What somebody has shown. */
    public sealed interface Proof {}

    /** The access token of a device, which is logged in. */
    public record Device(String id) implements Proof {}

    /** The password. */
    public record Password() implements Proof {}

    /**
     * A token of an identity provider, which nobody here can revoke.
     *
     * @param untilMillis what it proves ends then, epoch milliseconds
     */
    public record Bearer(long untilMillis) implements Proof {}

    /** The device, if it is one. */
    public Optional<String> device() {
        return proof instanceof Device device ? Optional.of(device.id()) : Optional.empty();
    }

    /** Whether this was shown by that device. */
    public boolean isOn(String device) {
        return device().filter(device::equals).isPresent();
    }
}

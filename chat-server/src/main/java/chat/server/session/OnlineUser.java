package chat.server.session;

import chat.protocol.User;
import chat.protocol.UserId;
import java.util.LinkedHashSet;
import java.util.Set;

/** A user with at least one connection, or who left a moment ago. Changed only by {@link OnlineUsers}. */
final class OnlineUser {
    private final UserId id;
    private final Rates rates;
    private final Set<String> names = new LinkedHashSet<>(2);
    private volatile User user;
    private int connections;
    private long departure;

    OnlineUser(User user, Rates rates) {
        this.id = user.id();
        this.user = user;
        this.rates = rates;
    }

    UserId id() {
        return id;
    }

    /** As it is called now, on whatever connection that was decided; any thread. */
    User user() {
        return user;
    }

    /** What this user may still do; any thread. */
    Rates rates() {
        return rates;
    }

    /** The folded names it has, the present one last. */
    Set<String> names() {
        return names;
    }

    void rename(User renamed) {
        user = renamed;
    }

    void connected() {
        connections++;
        departure = 0;
    }

    /** Returns whether that was the last connection; then {@code number} tells this departure from others. */
    boolean disconnected(long number) {
        connections--;
        departure = connections == 0 ? number : 0;
        return connections == 0;
    }

    boolean isGoneSince(long number) {
        return connections == 0 && departure == number;
    }
}

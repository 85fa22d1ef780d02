package chat.server.session;

import chat.protocol.ServerMessage;
import chat.protocol.User;
import chat.protocol.UserId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A user with at least one connection, or who left a moment ago. Changed only by {@link OnlineUsers}, but for the
 * sessions that hear of each other. */
final class OnlineUser {
    private final UserId id;
    private final Rates rates;
    /** Its {@code chat.v1} connections; guarded by itself. */
    private final List<JsonSession> sessions = new ArrayList<>(1);

    private final Set<String> names = new LinkedHashSet<>(2);
    private volatile User user;
    private volatile @Nullable String address;
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

    /** One more connection that is to hear what the user does on the others; any thread. */
    void add(JsonSession session) {
        synchronized (sessions) {
            sessions.add(session);
        }
    }

    void remove(JsonSession session) {
        synchronized (sessions) {
            sessions.remove(session);
        }
    }

    /** Tells the user's other connections what happened on one; any thread. */
    void tellOthers(JsonSession but, ServerMessage message) {
        tell(message, session -> session != but);
    }

    /** Tells those of the user's connections that are wanted; any thread. */
    void tell(ServerMessage message, Predicate<JsonSession> wanted) {
        List<JsonSession> all;
        synchronized (sessions) {
            all = List.copyOf(sessions);
        }
        for (JsonSession session : all) {
            if (wanted.test(session)) {
                Loops.run(session.connection(), () -> session.answer(message));
            }
        }
    }

    /** Where the newest connection comes from; any thread. */
    Optional<String> address() {
        return Optional.ofNullable(address);
    }

    void cameFrom(String newest) {
        address = newest;
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

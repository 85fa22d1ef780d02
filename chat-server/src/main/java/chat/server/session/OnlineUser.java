package chat.server.session;

import chat.protocol.CloseCode;
import chat.protocol.ServerMessage;
import chat.protocol.User;
import chat.protocol.UserId;
import chat.server.auth.Denied;
import chat.server.auth.Identity;
import chat.server.room.Outlet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A user with at least one connection, or who left a moment ago. Changed only by {@link OnlineUsers}, but for the
 * sessions that hear of each other. */
final class OnlineUser {
    private final UserId id;
    private final Rates rates;
    /** Its connections; guarded by itself. */
    private final List<LiveSession> sessions = new ArrayList<>(1);

    private final Set<String> names = new LinkedHashSet<>(2);
    private volatile User user;
    private volatile Optional<String> address = Optional.empty();
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

    /** One more connection; any thread. */
    void add(LiveSession session) {
        synchronized (sessions) {
            sessions.add(session);
        }
    }

    void remove(LiveSession session) {
        synchronized (sessions) {
            sessions.remove(session);
        }
    }

    /** Tells the user's other connections what happened on one; any thread. */
    void tellOthers(JsonSession but, ServerMessage message) {
        for (LiveSession session : all()) {
            if (session.session() != but) {
                session.tell(message);
            }
        }
    }

    /** Tells the user's connections, but for those that know already; any thread. */
    void tell(ServerMessage message, Set<Outlet> but) {
        for (LiveSession session : all()) {
            if (!but.contains(session.connection())) {
                session.tell(message);
            }
        }
    }

    /** Ends the connections that came about so; any thread. */
    void end(Predicate<Identity> which, CloseCode code) {
        for (LiveSession session : all()) {
            if (which.test(session.identity())) {
                session.end(code);
            }
        }
    }

    /** Ends these connections, and tells that they are banned; any thread. */
    void endBanned(Predicate<LiveSession> which, Denied why) {
        for (LiveSession session : all()) {
            if (which.test(session)) {
                session.endBanned(why);
            }
        }
    }

    private List<LiveSession> all() {
        synchronized (sessions) {
            return List.copyOf(sessions);
        }
    }

    /** Where the newest connection comes from; any thread. */
    Optional<String> address() {
        return address;
    }

    void cameFrom(Optional<String> newest) {
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

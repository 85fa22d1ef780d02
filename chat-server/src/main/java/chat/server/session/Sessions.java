package chat.server.session;

import chat.protocol.UserName;
import java.util.concurrent.ThreadLocalRandom;

/** Begins sessions of the kind that the client speaks. Any thread. */
public final class Sessions implements SessionFactory {
    private final SessionServices services;
    private final OnlineUsers users;

    /** Sessions that share rooms and users. */
    public Sessions(SessionServices services) {
        this.services = services;
        this.users = services.users();
    }

    @Override
    public Session open(Connection connection, Client client) {
        if (client instanceof Client.Plain plain) {
            UserName wished = plain.name().orElseGet(Sessions::madeUpName);
            OnlineUser user = users.signInNumbered(services.userIds().next(), wished);
            PlainSession session = new PlainSession(connection, plain, user, users, services);
            session.enterRoom();
            return session;
        }
        return new JsonSession(connection, users, services);
    }

    private static UserName madeUpName() {
        return new UserName(
                "visitante-%04x".formatted(ThreadLocalRandom.current().nextInt(0x10000)));
    }
}

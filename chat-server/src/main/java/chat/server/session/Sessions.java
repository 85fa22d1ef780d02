package chat.server.session;

import chat.protocol.CloseCode;
import chat.protocol.UserId;
import chat.protocol.UserName;
import chat.server.auth.Account;
import chat.server.auth.Denied;
import chat.server.auth.Guest;
import chat.server.auth.Identity;
import chat.server.auth.LiveUsers;
import chat.server.store.StoredRestriction;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/** Begins sessions of the kind that the client speaks, and ends those of whoever is logged out. Any thread. */
public final class Sessions implements SessionFactory, LiveUsers {
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
            Identity identity = plain.identity().orElseGet(() -> guest(plain.name()));
            PlainSession session = new PlainSession(connection, plain, enter(identity, plain), users, services);
            session.enterRoom();
            return session;
        }
        return new JsonSession(connection, (Client.Json) client, users, services);
    }

    private Guest guest(Optional<UserName> name) {
        return new Guest(services.userIds().next(), name.orElseGet(Sessions::madeUpName));
    }

    private PlainSession.Entered enter(Identity identity, Client.Plain plain) {
        OnlineUser user = identity instanceof Account account
                ? users.signIn(account)
                : users.signInNumbered(identity.id(), plain.name().orElse(identity.name()));
        return new PlainSession.Entered(identity, user);
    }

    private static UserName madeUpName() {
        return new UserName(
                "visitante-%04x".formatted(ThreadLocalRandom.current().nextInt(0x10000)));
    }

    @Override
    public Optional<UserName> instead(UserName wished, Optional<UserId> user) {
        return users.instead(wished, user);
    }

    @Override
    public void registered(UserId owner, UserName name) {
        users.registered(owner, name);
    }

    @Override
    public void end(UserId user, Predicate<Identity> which) {
        users.end(user, which, CloseCode.LOGGED_OUT);
    }

    @Override
    public void banned(StoredRestriction.Target target, Denied why) {
        users.endBanned(target, why);
    }
}

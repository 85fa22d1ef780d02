package chat.server.session;

import chat.protocol.Author;
import chat.protocol.UserId;
import chat.server.room.Person;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Who speaks on a connection, and what is left to say for whoever speaks from there. */
final class Speaker {
    private final OnlineUser user;
    private final Optional<String> guestAddress;
    private final Rates address;
    private final BooleanSupplier admin;

    /** @param admin whether it is an admin of the server at the moment */
    Speaker(OnlineUser user, Optional<String> guestAddress, Rates address, BooleanSupplier admin) {
        this.user = user;
        this.admin = admin;
        this.guestAddress = guestAddress;
        this.address = address;
    }

    OnlineUser user() {
        return user;
    }

    UserId id() {
        return user.id();
    }

    Author author() {
        return user.user().asAuthor();
    }

    /** The same as rooms see it, at this moment. */
    Person person() {
        return new Person(author(), admin.getAsBoolean(), guestAddress);
    }

    /**
     * One more, of this user and of the address: who signs in anew is a new user at the same address. Returns 0 when it may
     * be, else after how many nanoseconds it may; then nothing was taken.
     */
    long take(Rates.Kind kind, long nowNanos) {
        long waitNanos = user.rates().take(kind, nowNanos);
        if (waitNanos > 0) {
            return waitNanos;
        }
        waitNanos = address.take(kind, nowNanos);
        if (waitNanos > 0) {
            user.rates().giveBack(kind);
        }
        return waitNanos;
    }

    /** What was taken costs nothing after all. */
    void giveBack(Rates.Kind kind) {
        user.rates().giveBack(kind);
        address.giveBack(kind);
    }
}

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
    private final AddressRates.Rate address;
    private final BooleanSupplier admin;

    /** @param admin whether it is an admin of the server at the moment */
    Speaker(OnlineUser user, Optional<String> guestAddress, AddressRates.Rate address, BooleanSupplier admin) {
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

    Rates rates() {
        return user.rates();
    }

    /** One more message. Returns 0 when it may go, else after how many nanoseconds it may. */
    long takeSend(long nowNanos) {
        long waitNanos = user.rates().takeSend(nowNanos);
        if (waitNanos > 0) {
            return waitNanos;
        }
        waitNanos = address.takeSend(nowNanos);
        if (waitNanos > 0) {
            user.rates().giveBackSend();
        }
        return waitNanos;
    }

    /** The message was one sent before, and costs nothing. */
    void giveBackSend() {
        user.rates().giveBackSend();
        address.giveBackSend();
    }

    /**
     * One more new room, of this user and of the address: who signs in anew is a new user at the same address. Returns 0
     * when it may be made, else after how many nanoseconds it may.
     */
    long takeRoomCreation(long nowNanos) {
        long waitNanos = address.takeRoomCreation(nowNanos);
        return waitNanos > 0 ? waitNanos : user.rates().takeRoomCreation(nowNanos);
    }
}

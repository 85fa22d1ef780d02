package chat.server.oversight;

import chat.server.auth.AccountIndex;
import chat.server.auth.Accounts;
import chat.server.auth.Bans;
import chat.server.auth.LiveUsers;
import chat.server.room.AllRooms;
import chat.server.room.People;
import chat.server.store.AuditEntry;
import chat.server.store.MessageStore;
import chat.server.store.Moderation;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Everything that those can do who look after the whole server. Any thread; stages complete on any, and fail with
 * {@link chat.server.auth.Denied}.
 */
public final class Oversight {
    private final AccountOversight accounts;
    private final BanOversight bans;
    private final RoomOversight rooms;
    private final ReportOversight reports;
    private final Moderation moderation;

    /**
     * Who is known.
     *
     * @param live those who are connected, as far as their connections can be ended
     * @param present the same, as far as they can be found
     */
    public record Known(Accounts accounts, LiveUsers live, People present) {
        AccountIndex index() {
            return accounts.index();
        }

        Bans bans() {
            return accounts.bans();
        }
    }

    /** Over these people, and these rooms of this store. */
    public Oversight(Known known, AllRooms all, MessageStore store, InstantSource clock) {
        this.moderation = store.moderation();
        this.accounts = new AccountOversight(known.accounts, moderation, clock);
        this.bans = new BanOversight(known, moderation, clock);
        this.rooms = new RoomOversight(known, all, store, clock);
        this.reports = new ReportOversight(moderation, clock);
    }

    /** Over a store that no server has open. */
    public static Oversight alone(Accounts accounts, MessageStore store) {
        Known known = new Known(accounts, LiveUsers.none(), People.nobody());
        return new Oversight(known, new StoredRooms(store), store, InstantSource.system());
    }

    /** Accounts and invitations. */
    public AccountOversight accounts() {
        return accounts;
    }

    /** Who may not be here. */
    public BanOversight bans() {
        return bans;
    }

    /** Rooms, also those that others do not know of. */
    public RoomOversight rooms() {
        return rooms;
    }

    /** What was reported, in whatever room. */
    public ReportOversight reports() {
        return reports;
    }

    /**
     * Who did what, the newest first. Nothing here or elsewhere changes it.
     *
     * @param before only entries with a smaller number
     * @param limit 1 to {@link chat.protocol.ProtocolLimits#LIST_PAGE_MAX}
     */
    public CompletionStage<List<AuditEntry.Stored>> trail(long before, int limit) {
        return moderation.audit(before, limit);
    }
}

package chat.server.store.sql;

import chat.protocol.Author;
import chat.protocol.UserId;
import chat.server.store.Progress;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Puts nobody in the place of a user, everywhere. */
final class UserErasure {
    /** Events that are looked at in one reading. */
    private static final int SCANNED = 20_000;

    /** How often to look for what the user sent meanwhile; what comes after that was sent after the erasure. */
    private static final int ROUNDS_MAX = 20;

    private final UpkeepTurns turns;
    private final UserId user;
    private final Author nobody;
    private final Set<Long> rooms = new HashSet<>();
    private long erased;

    private UserErasure(UpkeepTurns turns, UserId user, Author nobody) {
        this.turns = turns;
        this.user = user;
        this.nobody = nobody;
    }

    /** Begins, or goes on with one that was interrupted: in both the same nobody. */
    static UserErasure begin(UpkeepTurns turns, UserId user) throws IOException {
        UserId fresh = Nobody.randomId(new SecureRandom());
        UserId nobody = turns.take(log -> Meta.erasing(log.statements(), user, fresh), false);
        return new UserErasure(turns, user, Nobody.author(nobody));
    }

    /** Erases the user from all that is stored now; returns how much that was. */
    Upkeep.Erased run(Progress progress) throws IOException {
        long scanned = 0;
        for (int round = 0; round < ROUNDS_MAX; round++) {
            long before = erased;
            long newest = turns.read(FindablePosts::newest);
            for (long after = scanned; after < newest; after += SCANNED) {
                erase(after, Math.min(after + SCANNED, newest));
                progress.at("events", Math.min(after + SCANNED, newest), newest);
            }
            scanned = newest;
            if (erased == before) {
                break;
            }
        }
        ErasedTraces.Found traces = turns.take(log -> new ErasedTraces(log.statements(), user, nobody).erase(), true);
        rooms.addAll(traces.rooms());
        int marks = turns.take(log -> step(log).forgetMarks(), true);
        long cids = 0;
        for (int some = -1; some != 0; cids += some) {
            some = turns.take(log -> step(log).forgetCids(), true);
        }
        boolean account = turns.take(log -> new AccountWrites(log.statements()).erase(user, nobody.id()), true);
        turns.take(
                log -> {
                    Meta.erased(log.statements(), user);
                    return true;
                },
                true);
        return new Upkeep.Erased(erased, marks, cids, traces.rows(), account);
    }

    /** The {@code rooms.id} of those that are no longer as they were. */
    Set<Long> rooms() {
        return rooms;
    }

    private void erase(long after, long upTo) throws IOException {
        List<Long> ids = turns.read(statements -> own(statements, after, upTo));
        for (int from = 0; from < ids.size(); from += ErasureStep.EVENTS_MAX) {
            List<Long> some = ids.subList(from, Math.min(ids.size(), from + ErasureStep.EVENTS_MAX));
            rooms.addAll(turns.take(log -> step(log).run(some), true));
            erased += some.size();
        }
    }

    private List<Long> own(Statements statements, long after, long upTo) throws SQLException {
        PreparedStatement query = statements.get("SELECT e.id FROM events AS e WHERE e.id > ? AND e.id <= ? AND "
                + ErasureStep.TELLS + " ORDER BY e.id");
        query.setLong(1, after);
        query.setLong(2, upTo);
        ErasureStep.bind(query, 3, user);
        List<Long> ids = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                ids.add(row.getLong(1));
            }
        }
        return ids;
    }

    private ErasureStep step(LogWriter log) {
        return new ErasureStep(log.statements(), log.dialect(), user, nobody);
    }
}

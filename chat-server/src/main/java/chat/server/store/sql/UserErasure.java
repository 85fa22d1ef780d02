package chat.server.store.sql;

import chat.protocol.Author;
import chat.protocol.UserId;
import chat.protocol.UserName;
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

    private static final UserName NOBODY = new UserName("erased");
    private static final String NOBODY_ID = "erased";
    private static final String LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_LETTERS = 16;

    private final UpkeepTurns turns;
    private final UserId user;
    private final Author nobody;
    private final Set<Long> rooms = new HashSet<>();
    private long erased;

    UserErasure(UpkeepTurns turns, UserId user) {
        this.turns = turns;
        this.user = user;
        this.nobody = new Author(randomId(new SecureRandom()), NOBODY);
    }

    /** One for each user that was erased, so that no two of them fall together where users are counted. */
    private static UserId randomId(SecureRandom random) {
        StringBuilder id = new StringBuilder(NOBODY_ID);
        for (int i = 0; i < RANDOM_LETTERS; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return new UserId(id.toString());
    }

    /** Erases the user from all that is stored now; returns how many events that were. */
    long run(Progress progress) throws IOException {
        long newest = turns.read(FindablePosts::newest);
        for (long after = 0; after < newest; after += SCANNED) {
            erase(after, Math.min(after + SCANNED, newest));
            progress.at("events", Math.min(after + SCANNED, newest), newest);
        }
        turns.take(log -> step(log).forgetMarks(), true);
        boolean more = true;
        while (more) {
            more = turns.take(log -> step(log).forgetCids(), true);
        }
        return erased;
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
        PreparedStatement query =
                statements.get("SELECT e.id FROM events AS e WHERE e.id > ? AND e.id <= ? AND e.user_id = ?");
        query.setLong(1, after);
        query.setLong(2, upTo);
        query.setString(3, user.value());
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

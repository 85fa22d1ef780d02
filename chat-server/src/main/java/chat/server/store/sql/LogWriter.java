package chat.server.store.sql;

import chat.protocol.RoomName;
import chat.protocol.UserId;
import chat.server.store.Appended;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes to the log over one connection, in transactions that others begin and end. The writer's thread. */
final class LogWriter {
    private final Statements statements;
    private final Dialect dialect;
    private final InstantSource clock;
    private long nextId;

    /**
     * What a group came to, should it be committed.
     *
     * @param appended for each call the results of its drafts
     * @param events how many events it adds
     * @param erases whether texts go for good
     */
    record Written(List<List<Appended>> appended, int events, boolean erases) {}

    LogWriter(Statements statements, Dialect dialect, InstantSource clock) throws SQLException {
        this.statements = statements;
        this.dialect = dialect;
        this.clock = clock;
        // One writer: nobody else gives out ids. What was given out by a transaction that failed is left out.
        PreparedStatement newest = statements.get(
                "SELECT (SELECT coalesce(max(id), 0) FROM events)," + " (SELECT coalesce(max(id), 0) FROM cids)");
        try (ResultSet row = newest.executeQuery()) {
            row.next();
            nextId = Math.max(row.getLong(1), row.getLong(2)) + 1;
        }
        // Some drivers have begun a transaction for that; left open it would keep the database from clearing up.
        statements.rollback();
    }

    Statements statements() {
        return statements;
    }

    Dialect dialect() {
        return dialect;
    }

    /** Gives out so many {@code events.id}, one after the other from this one on. */
    long takeIds(int count) {
        long taken = nextId;
        nextId += count;
        return taken;
    }

    /** Writes a group: first what was looked up in common, then a decision for each draft, then all rows in batches. */
    Written write(Work.Group group) throws SQLException {
        Map<CidKey, KnownCid> cids = GroupLoad.cids(statements, dialect, group.appends());
        Map<RoomName, PlannedRoom> rooms = new GroupLoad(statements, dialect).rooms(group);
        GroupPlan plan = new GroupPlan(rooms, cids, clock.millis(), nextId);
        List<List<Appended>> results = new ArrayList<>(group.appends().size());
        for (Work.Append append : group.appends()) {
            results.add(plan.add(append));
        }
        nextId = plan.nextId();
        new GroupWrite(statements, dialect, plan).write();
        advance(group.marks(), rooms);
        return new Written(results, plan.events().size(), plan.erases());
    }

    private record MarkKey(UserId user, long roomId) {}

    /** Many a device tells of each message: of a group's marks of one user in one room only the furthest counts. */
    private void advance(List<Work.Mark> marks, Map<RoomName, PlannedRoom> rooms) throws SQLException {
        if (marks.isEmpty()) {
            return;
        }
        Map<MarkKey, Long> furthest = new HashMap<>();
        for (Work.Mark mark : marks) {
            PlannedRoom room = rooms.get(mark.room());
            if (room != null && room.isThere()) {
                furthest.merge(new MarkKey(mark.user(), room.id()), Math.min(mark.seq(), room.head()), Math::max);
            }
        }
        MarkRows rows = new MarkRows(statements);
        for (Map.Entry<MarkKey, Long> mark : furthest.entrySet()) {
            rows.advance(mark.getKey().user(), mark.getKey().roomId(), mark.getValue(), clock.millis());
        }
        rows.write();
    }
}

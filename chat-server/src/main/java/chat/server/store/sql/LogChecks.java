package chat.server.store.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What must hold for a stretch of a room's log and never does not, each as a query for what breaks it. The parameters are
 * the room, the first {@code seq} of the stretch and the one behind it.
 */
final class LogChecks {
    /** How many of one kind are named; whoever has more has to mend the first ones anyway. */
    static final int NAMED_MAX = 5;

    /**
     * A rule.
     *
     * @param broken what is said of an event that breaks it
     * @param from the tables and what they have in common, {@code events AS e} first
     * @param where what breaks it
     */
    private record Check(String broken, String from, String where) {
        String sql() {
            return "SELECT e.seq FROM " + from + " WHERE e.room_id = ? AND e.seq >= ? AND e.seq < ? AND (" + where
                    + ") ORDER BY e.seq LIMIT " + NAMED_MAX;
        }
    }

    private static final String TARGET =
            " JOIN events AS t ON t.room_id = e.room_id AND t.seq = e.target AND e.kind BETWEEN 1 AND 4";

    private static final List<Check> CHECKS = List.of(
            new Check(
                    "has a text although it is deleted, or none although it is not",
                    "events AS e",
                    "e.kind = 0 AND (e.deleted = 1) <> (e.text = '')"),
            new Check(
                    "is deleted and still has its first text, its pin, mentions or reactions",
                    "events AS e",
                    "e.kind = 0 AND e.deleted = 1 AND (e.original IS NOT NULL OR e.edited_seq IS NOT NULL"
                            + " OR e.pinned = 1 OR e.reacted = 1 OR e.mentions IS NOT NULL OR e.original_mentions IS NOT NULL OR EXISTS (SELECT 1 FROM reactions AS r"
                            + " WHERE r.room_id = e.room_id AND r.target = e.seq))"),
            new Check("changes what is no message", "events AS e" + TARGET, "t.kind <> 0"),
            new Check(
                    "changes what comes after it",
                    "events AS e",
                    "e.kind BETWEEN 1 AND 4 AND (e.target IS NULL OR e.target >= e.seq OR e.target < 1)"),
            new Check(
                    "edits a message of somebody else",
                    "events AS e" + TARGET,
                    // Of those that erasure is in the midst of, some are renamed; deleted they are before.
                    "e.kind = 1 AND t.user_id <> e.user_id AND t.deleted = 0"),
            new Check(
                    "has the text of an edit whose message is gone",
                    "events AS e LEFT JOIN events AS t ON t.room_id = e.room_id AND t.seq = e.target",
                    "e.kind = 1 AND (e.text <> '' OR e.mentions IS NOT NULL) AND (t.seq IS NULL OR t.deleted = 1)"),
            new Check(
                    "does not have the text of its newest edit",
                    "events AS e LEFT JOIN events AS n ON n.room_id = e.room_id AND n.seq = e.edited_seq",
                    "e.kind = 0 AND e.edited_seq IS NOT NULL AND (n.seq IS NULL OR n.kind <> 1 OR n.target <> e.seq"
                            + " OR n.text <> e.text OR e.original IS NULL)"),
            new Check(
                    "counts other answers than it has",
                    "events AS e",
                    "e.kind = 0 AND (e.replies <> (SELECT count(*) FROM events AS a WHERE a.room_id = e.room_id"
                            + " AND a.reply_to = e.seq) OR coalesce(e.last_reply, 0) <> coalesce((SELECT max(a.seq)"
                            + " FROM events AS a WHERE a.room_id = e.room_id AND a.reply_to = e.seq), 0))"),
            new Check(
                    "answers an answer, or what comes after it",
                    "events AS e LEFT JOIN events AS t ON t.room_id = e.room_id AND t.seq = e.reply_to",
                    "e.reply_to IS NOT NULL AND (e.kind <> 0 OR e.reply_to >= e.seq OR t.kind <> 0"
                            + " OR t.reply_to IS NOT NULL)"),
            new Check(
                    "does not know whether it has reactions",
                    "events AS e",
                    "e.kind = 0 AND (e.reacted = 1) <> EXISTS (SELECT 1 FROM reactions AS r"
                            + " WHERE r.room_id = e.room_id AND r.target = e.seq)"),
            new Check(
                    "is not what its cid stands for",
                    "events AS e JOIN cids AS c ON c.id = e.id",
                    "c.user_id <> e.user_id OR c.cid <> e.cid OR c.room_id <> e.room_id OR c.seq <> e.seq"
                            + " OR c.at <> e.at"));

    private LogChecks() {}

    /** Looks at a stretch of a room's log; returns what is wrong, one line each. */
    static List<String> run(Statements statements, long roomId, long first, long end) throws SQLException {
        List<String> findings = new ArrayList<>();
        for (Check check : CHECKS) {
            PreparedStatement query = statements.get(check.sql());
            query.setLong(1, roomId);
            query.setLong(2, first);
            query.setLong(3, end);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    findings.add("event " + row.getLong(1) + " " + check.broken());
                }
            }
        }
        return findings;
    }
}

package chat.server.store.sql;

import chat.server.store.Progress;
import java.sql.SQLException;
import java.util.List;

/** Looks whether the index of words has every message that can be found, with its words, and nothing else. */
interface IndexCheck {
    /** What is wrong, one line each, some dozens at most. Reads a little at a time. */
    List<String> run(Snapshots snapshots, Progress progress) throws SQLException;
}

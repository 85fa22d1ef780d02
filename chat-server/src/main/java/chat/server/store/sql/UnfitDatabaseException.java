package chat.server.store.sql;

import java.sql.SQLException;

/** A database that answers, but not as this server needs it. */
final class UnfitDatabaseException extends SQLException {
    private static final long serialVersionUID = 1;

    private final String why;

    /**
     * @param why for everybody to read: what is wrong, in English, without paths or addresses
     * @param problem for whoever runs the server, one line: {@code what: value (expected: …)}
     */
    UnfitDatabaseException(String why, String problem) {
        super(problem);
        this.why = why;
    }

    String why() {
        return why;
    }
}

package chat.server.store.sql;

import java.sql.SQLException;

/** Where reading goes on; each reading sees one moment. */
interface Snapshots {
    /** As {@link Database#read}. */
    <T> T read(Database.Reading<T> reading) throws SQLException;
}

package chat.server.store.sql;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.draft;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.server.metrics.ServerMetrics;
import chat.server.store.MessageSearch;
import chat.server.store.SearchQuery;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's failures mean, and which index it takes. */
class SqliteDialectTest {
    private final SqliteDialect dialect = new SqliteDialect();

    @ParameterizedTest
    @CsvSource(textBlock = """
            SQLITE_FULL, unwritable: the disk is full
            SQLITE_READONLY, unwritable: the disk is read-only
            SQLITE_READONLY_DBMOVED, unwritable: the disk is read-only
            SQLITE_BUSY, unwritable: another program keeps the database busy
            SQLITE_BUSY_SNAPSHOT, unwritable: another program keeps the database busy
            SQLITE_LOCKED, unwritable: another program keeps the database busy
            SQLITE_IOERR, broken: the disk failed
            SQLITE_IOERR_FSYNC, broken: the disk failed
            SQLITE_IOERR_WRITE, broken: the disk failed
            SQLITE_IOERR_SHORT_READ, broken: the disk failed
            SQLITE_CANTOPEN, broken: the disk failed
            SQLITE_CORRUPT, broken: the database is damaged
            SQLITE_CORRUPT_INDEX, broken: the database is damaged
            SQLITE_NOTADB, broken: the database is damaged
            SQLITE_NOMEM, broken: the database failed
            SQLITE_INTERRUPT, broken: the database failed
            SQLITE_MISUSE, broken: the database failed
            SQLITE_CONSTRAINT, rejected
            SQLITE_CONSTRAINT_UNIQUE, rejected
            SQLITE_TOOBIG, rejected
            SQLITE_MISMATCH, rejected
            SQLITE_ERROR, rejected
            """)
    void failuresMean(SQLiteErrorCode code, String meaning) {
        assertThat(told(dialect.classify(new SQLiteException("failed", code)))).isEqualTo(meaning);
    }

    private static String told(Failure failure) {
        if (failure instanceof Failure.Unwritable unwritable) {
            return "unwritable: " + unwritable.why();
        }
        return failure instanceof Failure.Broken broken ? "broken: " + broken.why() : "rejected";
    }

    @Test
    void whatIsNotOfSqliteMayHaveDoneAnything() {
        assertThat(told(dialect.classify(new SQLException("connection closed"))))
                .isEqualTo("broken: the database failed");
    }

    /** Should the index of words and the messages ever differ: what is deleted is shown to nobody. */
    @Test
    void whatIsDeletedIsNotFoundThoughItIsInTheIndex(@TempDir Path dir) throws Exception {
        try (SqlMessageStore store = SqliteStore.open(dir, InstantSource.system(), new ServerMetrics())) {
            KeptStore.await(store.append(
                    RoomName.LOBBY,
                    RoomSettings.of(RoomName.LOBBY),
                    List.of(draft(ANA, "c1", "uma agulha"), draft(ANA, "c2", "outra agulha"))));
            KeptStore.await(store.turn(
                    log -> {
                        log.statements().run("UPDATE events SET deleted = 1 WHERE seq = 1");
                        return true;
                    },
                    false));
            MessageSearch.Request request = new MessageSearch.Request(
                    ANA.id(), SearchQuery.parse("agulha"), Optional.empty(), Optional.empty(), Optional.empty(), 10);

            assertThat(KeptStore.await(store.search(request)).hits())
                    .extracting(hit -> hit.post().seq())
                    .containsExactly(2L);
        }
    }

    @Test
    void whatIsUnreadIsCountedFromAnIndexAlone(@TempDir Path dir) throws Exception {
        try (SqliteDatabase database = SqliteDatabase.open(dir, SqliteSettings.DEFAULT)) {
            String plan = database.read(statements -> {
                PreparedStatement query = statements.get("EXPLAIN QUERY PLAN " + MarkQueries.SELECT);
                query.setString(1, "u1");
                StringBuilder steps = new StringBuilder();
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        steps.append(row.getString(4)).append('\n');
                    }
                }
                return steps.toString();
            });
            assertThat(plan).contains("SEARCH e USING COVERING INDEX events_unread (room_id=? AND seq>?)");
        }
    }
}

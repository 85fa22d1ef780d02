package chat.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of drafts live two days, whatever the machine's clock does. */
class CidPurgeTest {
    private static final Instant START = Instant.ofEpochMilli(1_800_000_000_000L);

    @TempDir
    private Path dir;

    private Instant clock = START;
    private long nanos = -5;
    private long nextId = 1;
    private SqliteDatabase database;
    private SqliteStatements statements;
    private CidPurge purge;

    @BeforeEach
    void open() throws IOException, SQLException {
        database = SqliteDatabase.open(dir, SqliteSettings.DEFAULT);
        statements = (SqliteStatements) database.openWriter();
        statements.run("INSERT INTO rooms (id, name, title, head) VALUES (1, 'lobby', 'Lobby', 0)");
        purge = new CidPurge(() -> clock, () -> nanos);
    }

    @AfterEach
    void close() throws SQLException {
        statements.close();
        database.close();
    }

    /** Names that were given now, as the clock says. */
    private void give(int count) throws SQLException {
        PreparedStatement insert = statements.get(
                "INSERT INTO cids (id, user_id, cid, room_id, seq, at, fingerprint) VALUES (?, 'u1', ?, 1, ?, ?, 0)");
        statements.begin();
        for (int i = 0; i < count; i++) {
            long id = nextId++;
            insert.setLong(1, id);
            insert.setString(2, "c" + id);
            insert.setLong(3, id);
            insert.setLong(4, clock.toEpochMilli());
            insert.executeUpdate();
        }
        statements.commit();
    }

    private long names() throws SQLException {
        return statements.number("SELECT count(*) FROM cids", 1);
    }

    /** Time passes; whenever it is due, names are forgotten. */
    private void pass(Duration time) throws SQLException {
        long minutes = time.toMinutes();
        for (long minute = 0; minute < minutes; minute++) {
            clock = clock.plus(Duration.ofMinutes(1));
            nanos += Duration.ofMinutes(1).toNanos();
            keep();
        }
    }

    private void keep() throws SQLException {
        while (purge.isDue()) {
            purge.run(statements);
        }
    }

    @Test
    void namesLiveTwoDaysAndGoThen() throws SQLException {
        give(2 * CidPurge.PURGE_MAX + 7);
        pass(Duration.ofHours(24));
        give(1);
        pass(Duration.ofHours(23));
        assertThat(names()).isEqualTo(2 * CidPurge.PURGE_MAX + 8);

        pass(Duration.ofHours(2));

        assertThat(names()).isEqualTo(1);
    }

    @Test
    void clockThatJumpsAheadTakesNoName() throws SQLException {
        pass(Duration.ofHours(1));
        give(3);
        clock = clock.plus(Duration.ofDays(400));
        pass(Duration.ofHours(47));
        assertThat(names()).isEqualTo(3);

        pass(Duration.ofHours(2));

        assertThat(names()).isZero();
    }

    @Test
    void namesOfTheFutureKeepNoOthers() throws SQLException {
        clock = START.plus(Duration.ofDays(400));
        give(2 * CidPurge.PURGE_MAX + 3);
        clock = START;
        give(CidPurge.PURGE_MAX);
        pass(Duration.ofHours(24));
        give(1);
        assertThat(names()).isEqualTo(3 * CidPurge.PURGE_MAX + 4);

        pass(Duration.ofHours(25));

        assertThat(names()).as("what was given before others is as old").isEqualTo(1);
    }
}

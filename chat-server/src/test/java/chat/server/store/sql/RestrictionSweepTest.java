package chat.server.store.sql;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.BIA;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Author;
import chat.protocol.RestrictionKind;
import chat.server.store.StoredRestriction;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restrictions that ended are forgotten, unless the clock may be wrong about that. */
class RestrictionSweepTest {
    private static final Instant START = Instant.ofEpochMilli(1_800_000_000_000L);

    @TempDir
    private Path dir;

    private final AtomicReference<Instant> clock = new AtomicReference<>(START);
    private final AtomicLong nanos = new AtomicLong();

    private void pass(Duration time) {
        clock.updateAndGet(now -> now.plus(time));
        nanos.addAndGet(time.toNanos());
    }

    private static void put(Statements statements, Author user, OptionalLong until) throws SQLException {
        StoredRestriction mute = new StoredRestriction(
                Optional.empty(),
                RestrictionKind.MUTE,
                StoredRestriction.Target.of(user),
                until,
                Optional.empty(),
                ANA,
                1);
        new RestrictionRows(statements).put(mute, 0);
    }

    private static long rows(SqliteStatements statements) throws SQLException {
        return statements.number("SELECT count(*) FROM restrictions", 1);
    }

    @Test
    void restrictionIsForgottenADayAfterItsEnd() throws Exception {
        try (SqliteDatabase database = SqliteDatabase.open(dir, SqliteSettings.DEFAULT);
                SqliteStatements writer = (SqliteStatements) database.openWriter()) {
            writer.begin();
            put(writer, ANA, OptionalLong.of(START.plus(Duration.ofHours(1)).toEpochMilli()));
            put(writer, BIA, OptionalLong.empty());
            RestrictionSweep sweep = new RestrictionSweep(clock::get, nanos::get);
            assertThat(sweep.isDue()).isTrue();
            assertThat(sweep.run(writer)).isFalse();
            assertThat(sweep.isDue()).isFalse();
            pass(Duration.ofHours(1).plus(RestrictionSweep.KEPT));
            assertThat(sweep.isDue()).isTrue();
            assertThat(sweep.run(writer)).isFalse();
            assertThat(rows(writer)).isEqualTo(2);
            pass(Duration.ofMillis(1));

            assertThat(sweep.run(writer)).isTrue();
            assertThat(rows(writer)).isEqualTo(1);
        }
    }

    @Test
    void nothingIsForgottenWhenTheClockJumps() throws Exception {
        try (SqliteDatabase database = SqliteDatabase.open(dir, SqliteSettings.DEFAULT);
                SqliteStatements writer = (SqliteStatements) database.openWriter()) {
            writer.begin();
            put(writer, ANA, OptionalLong.of(START.plus(Duration.ofHours(1)).toEpochMilli()));
            RestrictionSweep sweep = new RestrictionSweep(clock::get, nanos::get);
            clock.set(START.plus(Duration.ofDays(100)));
            assertThat(sweep.run(writer)).isFalse();
            clock.set(START);
            pass(Duration.ofMinutes(2));

            assertThat(sweep.run(writer)).isFalse();
            assertThat(rows(writer)).isEqualTo(1);
        }
    }
}

package chat.server.store.sql;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.draft;
import static chat.server.store.Drafts.edit;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.RoomName;
import chat.server.metrics.ServerMetrics;
import chat.server.store.Draft;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteIndexCheckTest {
    private static final int POSTS = 20;

    /** The newest, then all messages; then comes the index. */
    private static final int READINGS_BEFORE_INDEX = 2;

    /** With the index, and the eight places that are compared. */
    private static final int READINGS_ONCE = READINGS_BEFORE_INDEX + 1 + 8;

    @TempDir
    private Path dir;

    /** Edits every message once, between the two readings. */
    private static final class Busy implements Snapshots {
        private final KeptStore store;
        private final Snapshots inner;
        private int readings;

        Busy(KeptStore store, Snapshots inner) {
            this.store = store;
            this.inner = inner;
        }

        @Override
        public <T> T read(Database.Reading<T> reading) throws SQLException {
            if (readings++ == READINGS_BEFORE_INDEX) {
                store.append(
                        RoomName.LOBBY,
                        IntStream.rangeClosed(1, POSTS)
                                .mapToObj(seq -> edit(ANA, "e" + seq, seq, "novo " + seq))
                                .toArray(Draft[]::new));
            }
            return inner.read(reading);
        }
    }

    @Test
    void whatIsEditedMeanwhileIsNotWrong() throws Exception {
        try (KeptStore store = new KeptStore(
                clock -> SqliteStore.open(dir, clock, new ServerMetrics()), () -> Inspection.ofSqlite(dir))) {
            store.append(
                    RoomName.LOBBY,
                    IntStream.rangeClosed(1, POSTS)
                            .mapToObj(seq -> draft(ANA, "c" + seq, "texto " + seq))
                            .toArray(Draft[]::new));
            SqliteReaders readers = SqliteInspection.readers(dir.resolve(SqliteFile.NAME));
            try {
                Busy busy = new Busy(store, readers::read);

                assertThat(new SqliteIndexCheck().run(busy, KeptStore.NO_MATTER))
                        .isEmpty();
                assertThat(busy.readings).as("summed up twice").isGreaterThan(READINGS_ONCE);
                assertThat(store.log(RoomName.LOBBY)).as("edited meanwhile").hasSize(2 * POSTS);
            } finally {
                readers.close();
            }
        }
    }
}

package chat.server.store.sql;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.BIA;
import static chat.server.store.Drafts.draft;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.ReadMark;
import chat.protocol.Role;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.server.metrics.ServerMetrics;
import chat.server.store.Appended;
import chat.server.store.PageRequest;
import chat.server.store.StoredMember;
import chat.server.store.StoredRoom;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Databases of earlier versions are brought up to date, and keep what they have. */
class MigrationsTest {
    private static final RoomName LOBBY = RoomName.LOBBY;

    @TempDir
    private Path dir;

    static IntStream schemas() {
        // Those of which a database is kept.
        return IntStream.of(1, 3);
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void databaseOfEverySchemaIsReadAndWritten(int schema) throws Exception {
        EarlierDatabase.put(schema, dir);
        try (SqlMessageStore store = SqliteStore.open(dir, InstantSource.system(), new ServerMetrics())) {
            List<RoomEvent> events =
                    done(store.read(LOBBY, PageRequest.newest(100, 1 << 20))).events();
            assertThat(events).hasSize(EarlierDatabase.CONTENT.size());
            assertThat(((RoomEvent.Posted) events.get(0)).text().value()).isEqualTo("Olá, mundo");
            assertThat(done(store.pins(LOBBY))).hasSize(1);
            assertThat(done(store.versions(LOBBY, 1))).hasSize(2);
            assertThat(done(store.readMarks().advance(ANA.id(), LOBBY, 1)))
                    .isEqualTo(new ReadMark(LOBBY, 1, 1, 0, EarlierDatabase.CONTENT.size()));
            if (schema > 1) {
                assertWhatCameAfterSchema1(store);
            }
            assertThat(done(store.append(
                            LOBBY,
                            RoomSettings.of(LOBBY),
                            List.of(EarlierDatabase.CONTENT.get(0), draft(ANA, "new", "text")))))
                    .satisfiesExactly(
                            known -> assertThat(known).isInstanceOf(Appended.Duplicate.class),
                            added -> assertThat(added).isInstanceOf(Appended.Committed.class));
        }
        List<String> findings = new ArrayList<>();
        try (Inspection inspection = Inspection.ofSqlite(dir)) {
            inspection.verify(findings::add, KeptStore.NO_MATTER);
        }
        assertThat(findings).isEmpty();
    }

    private static void assertWhatCameAfterSchema1(SqlMessageStore store) {
        StoredRoom band = done(store.rooms()).stream()
                .filter(room -> room.room().equals(EarlierDatabase.BAND))
                .findFirst()
                .orElseThrow();
        assertThat(band.settings().slowSeconds()).isEqualTo(30);
        assertThat(band.members().values())
                .containsExactlyInAnyOrder(new StoredMember(ANA, Role.OWNER), new StoredMember(BIA, Role.MODERATOR));
        assertThat(done(store.readMarks().in(BIA.id(), List.of(EarlierDatabase.BAND))))
                .containsExactly(new ReadMark(EarlierDatabase.BAND, 1, 1, 1, 4));
        assertThat(done(store.moderation().restrictions())).containsExactly(EarlierDatabase.MUTE);
        assertThat(done(store.moderation().reports(Optional.of(EarlierDatabase.BAND), 0, 10)))
                .hasSize(1);
        assertThat(done(store.moderation().blocks(BIA.id()))).containsExactly(ANA);
        assertThat(done(store.moderation().audit(Long.MAX_VALUE, 10))).hasSize(2);
    }

    @Test
    void onlyWhatIsNewerThanTheDatabaseIsRun() throws Exception {
        List<Integer> run = new ArrayList<>();
        try (SqliteDatabase database = SqliteDatabase.open(dir, SqliteSettings.DEFAULT);
                SqliteStatements writer = (SqliteStatements) database.openWriter()) {
            String epoch = Meta.epoch(writer);
            writer.begin();
            Migrations.run(
                    writer,
                    version -> {
                        run.add(version);
                        return "CREATE TABLE extra_" + version + " (a);\n-- A comment.\nINSERT INTO extra_" + version
                                + "\nVALUES (7);\n";
                    },
                    Migrations.NEWEST,
                    Migrations.NEWEST + 2);
            writer.commit();

            assertThat(run).containsExactly(Migrations.NEWEST + 1, Migrations.NEWEST + 2);
            assertThat(writer.number("SELECT a FROM extra_" + (Migrations.NEWEST + 2), 1))
                    .isEqualTo(7);
            assertThat(Meta.epoch(writer)).isEqualTo(epoch);
        }
    }
}

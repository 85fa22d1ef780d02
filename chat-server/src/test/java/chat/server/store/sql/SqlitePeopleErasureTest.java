package chat.server.store.sql;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.BIA;
import static chat.server.store.Drafts.calling;
import static chat.server.store.Drafts.draft;
import static chat.server.store.Drafts.edit;
import static chat.server.store.Drafts.founding;
import static chat.server.store.Drafts.invite;
import static chat.server.store.Drafts.role;
import static chat.server.store.Drafts.settings;
import static chat.server.store.Drafts.slow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.protocol.Author;
import chat.protocol.Description;
import chat.protocol.Mentions;
import chat.protocol.Reason;
import chat.protocol.Report;
import chat.protocol.RestrictionKind;
import chat.protocol.Role;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.RoomTitle;
import chat.protocol.SettingsChange;
import chat.server.config.Retention;
import chat.server.metrics.ServerMetrics;
import chat.server.store.Appended;
import chat.server.store.AuditEntry;
import chat.server.store.Draft;
import chat.server.store.Drafts;
import chat.server.store.PageRequest;
import chat.server.store.StoreFixture;
import chat.server.store.StoredRestriction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As {@link SqliteErasureTest}: of who was erased, and of rooms that were deleted, no file has a byte. */
class SqlitePeopleErasureTest {
    private static final RoomName BAND = new RoomName("~p" + "b".repeat(25));
    private static final RoomName UNTITLED = new RoomName("~p" + "u".repeat(25));
    private static final RoomName DIRECT = new RoomName("~d" + "d".repeat(25));
    private static final RoomName JAZZ = new RoomName("jazz");
    private static final Author ZORA = Drafts.author("zora9qq", "Zoraqqq");
    private static final Mentions CALLED = new Mentions(List.of(ZORA.id()), false);

    @TempDir
    private Path dir;

    private SqlMessageStore store;

    @BeforeEach
    void open() throws IOException {
        store = SqliteStore.open(dir, InstantSource.system(), new ServerMetrics());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void append(RoomName room, List<Draft> drafts) {
        append(room, "Title", drafts);
    }

    private void append(RoomName room, String title, List<Draft> drafts) {
        RoomSettings settings = RoomSettings.of(new RoomTitle(title));
        assertThat(done(store.append(room, settings, drafts))).hasOnlyElementsOfType(Appended.Committed.class);
    }

    private static <T> T done(CompletionStage<T> stage) {
        return KeptStore.await(stage);
    }

    private boolean onDisk(String text) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            for (Path file : files.toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static AuditEntry audit() {
        return new AuditEntry(1, Optional.of(BIA.id()), "acted", Optional.of(BAND), Optional.empty(), "");
    }

    private void report(RoomName room, long seq, Author by) {
        RoomEvent.Posted post = (RoomEvent.Posted) done(store.read(room, PageRequest.after(seq - 1, 1, 1 << 20)))
                .events()
                .get(0);
        done(store.moderation().report(new Report(0, post, new Reason("reasonqqq"), by, 1), audit()));
    }

    @Test
    void erasedUserLeavesNoByte() throws IOException {
        append(
                BAND,
                List.of(
                        founding(BIA, "b1"),
                        invite(BIA, "b2", ZORA, Role.OWNER),
                        calling(BIA, "b3", "olá", CALLED),
                        draft(ZORA, "zc1qqq", "textqqq"),
                        edit(BIA, "b4", 3, "olá!"),
                        settings(
                                ZORA,
                                "zc2qqq",
                                new SettingsChange(null, new Description("descqqq"), null, null, null))));
        append(JAZZ, List.of(calling(BIA, "b5", "olá", CALLED), role(BIA, "b6", ZORA, Role.READER)));
        append(
                DIRECT,
                "Bia, Zoraqqq",
                List.of(invite(BIA, "b7", BIA, Role.MEMBER), invite(BIA, "b8", ZORA, Role.MEMBER)));
        append(UNTITLED, "Zoraqqq", List.of(founding(ZORA, "zc3qqq"), slow(ZORA, "zc4qqq", 5)));
        report(JAZZ, 1, ZORA);
        report(BAND, 4, BIA);
        done(store.readMarks().advance(ZORA.id(), JAZZ, 1));
        done(store.moderation().block(BIA.id(), ZORA, true));
        done(store.moderation().block(ZORA.id(), ANA, true));
        for (Author user : List.of(ZORA, ANA)) {
            StoredRestriction ban = new StoredRestriction(
                    Optional.of(JAZZ),
                    RestrictionKind.BAN,
                    StoredRestriction.Target.of(user),
                    OptionalLong.empty(),
                    Optional.of(new Reason("reasonqqq")),
                    ZORA,
                    1);
            done(store.moderation().restrict(ban, audit()));
        }
        assertThat(onDisk("zora9qq")).isTrue();
        Upkeep upkeep = new Upkeep(store, new Retention(0, 0), InstantSource.system(), room -> {});
        upkeep.erase(ZORA.id(), KeptStore.NO_MATTER);
        assertThat(upkeep.rebuilt(KeptStore.NO_MATTER)).isTrue();
        assertThat(upkeep.wiped(KeptStore.NO_MATTER)).isTrue();

        // The id stays in the trail, and leads to nobody.
        for (String left : List.of("Zoraqqq", "qqq")) {
            assertThat(onDisk(left)).as(left).isFalse();
        }
    }

    /** It names users by ids for that: they lead to nobody then. */
    @Test
    void trailStaysAsItWas() throws IOException {
        AuditEntry entry = new AuditEntry(
                1, Optional.of(ZORA.id()), "muted", Optional.of(JAZZ), Optional.of(BIA.id()), "kind=mute");
        append(JAZZ, List.of(draft(ZORA, "z1", "text")));
        done(store.moderation().audit(entry));
        Upkeep upkeep = new Upkeep(store, new Retention(0, 0), InstantSource.system(), room -> {});

        upkeep.erase(ZORA.id(), KeptStore.NO_MATTER);

        assertThat(done(store.moderation().audit(Long.MAX_VALUE, 10)))
                .singleElement()
                .satisfies(stored -> assertThat(stored.entry()).isEqualTo(entry));
        for (String change : List.of("UPDATE audit SET act = 'x'", "DELETE FROM audit")) {
            assertThat(store.turn(
                            log -> {
                                log.statements().run(change);
                                return true;
                            },
                            false))
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .withMessageContaining("audit: rows are only added");
        }
    }

    private void fill() {
        append(
                JAZZ,
                IntStream.range(0, 900)
                        .mapToObj(i -> calling(ANA, "c" + i, "wordqqq number" + i, CALLED))
                        .toList());
    }

    @Test
    void deletedRoomLeavesNoByte() throws IOException {
        fill();
        append(BAND, List.of(founding(ANA, "d1"), draft(ANA, "d2", "otherqqq")));
        assertThat(onDisk("wordqqq")).isTrue();

        done(store.delete(JAZZ, StoreFixture.deletion(JAZZ)));
        done(store.delete(BAND, StoreFixture.deletion(BAND)));

        await().until(() -> !onDisk("qqq"));
    }

    @Test
    void whatIsLeftOfADeletedRoomIsClearedAwayAfterARestart() throws IOException {
        fill();
        done(store.delete(JAZZ, StoreFixture.deletion(JAZZ)));
        store.close();
        open();

        await().until(() -> !onDisk("qqq"));
    }
}

package chat.server.store.sql;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.BIA;
import static chat.server.store.Drafts.author;
import static chat.server.store.Drafts.calling;
import static chat.server.store.Drafts.draft;
import static chat.server.store.Drafts.editCalling;
import static chat.server.store.Drafts.founding;
import static chat.server.store.Drafts.invite;
import static chat.server.store.Drafts.remove;
import static chat.server.store.Drafts.reply;
import static chat.server.store.Drafts.role;
import static chat.server.store.Drafts.settings;
import static chat.server.store.Drafts.slow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.protocol.Author;
import chat.protocol.Description;
import chat.protocol.ExportLine;
import chat.protocol.Mentions;
import chat.protocol.ReadMark;
import chat.protocol.Reason;
import chat.protocol.Report;
import chat.protocol.RestrictionKind;
import chat.protocol.Role;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.SettingsChange;
import chat.protocol.UserId;
import chat.server.store.AuditEntry;
import chat.server.store.Moderation;
import chat.server.store.StoreFixture;
import chat.server.store.StoredMember;
import chat.server.store.StoredRestriction;
import chat.server.store.StoredRoom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** As {@link UpkeepContract}: private rooms, roles, mentions, and what moderators leave behind. */
abstract class PeopleUpkeepContract extends UpkeepContract {
    private static final RoomName BAND = new RoomName("~p" + "b".repeat(25));
    private static final RoomName DUO = new RoomName("~d" + "d".repeat(25));
    private static final Author ZORA = author("zora9", "Zoraide");

    private static Mentions called(Author... users) {
        return new Mentions(Arrays.stream(users).map(Author::id).toList(), false);
    }

    private StoredRoom room(KeptStore in, RoomName name) {
        return KeptStore.await(in.store().rooms()).stream()
                .filter(room -> room.room().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Set<UserId> members(RoomName name) {
        return room(store(), name).members().keySet();
    }

    private ReadMark mark(Author user, RoomName room) {
        return KeptStore.await(store().store().readMarks().in(user.id(), List.of(room)))
                .get(0);
    }

    @Test
    void privateRoomIsExportedAndImportedAsItIs() throws Exception {
        fill(BAND, 11, 900);
        List<ExportLine> lines = store().export(BAND);
        assertThat(lines).hasAtLeastOneElementOfType(ExportLine.Member.class);
        try (KeptStore other = open()) {
            other.load(lines, BAND, 50);

            assertThat(other.log(BAND)).isEqualTo(store().log(BAND)).hasSizeGreaterThan(250);
            assertThat(other.export(BAND)).isEqualTo(lines);
            assertThat(room(other, BAND)).isEqualTo(room(store(), BAND));
            assertThat(other.wrong()).isEmpty();
            Author stranger = author("nobody", "Nobody");
            assertThat(found(other, stranger.id(), "mensagem")).isEmpty();
            assertThat(found(other, members(BAND).iterator().next(), "mensagem"))
                    .isNotEmpty();
        }
        assertThat(store().wrong()).isEmpty();
    }

    @Test
    void privateRoomDoesNotBecomePublicOnTheWay() throws Exception {
        store().append(BAND, founding(ANA, "a1"), draft(ANA, "a2", "segredo"));
        store().append(LOBBY, draft(ANA, "a3", "público"));

        assertThatThrownBy(() -> store().load(store().export(BAND), JAZZ, 10))
                .isInstanceOf(ImportException.class)
                .hasMessage("room: jazz (expected: the key of a private room, as the exported one is)");
        assertThatThrownBy(() -> store().load(store().export(LOBBY), DUO, 10)).isInstanceOf(ImportException.class);
        assertThat(store().rooms()).containsExactly("lobby", BAND.value());
    }

    @Test
    void membersAndSettingsStayWhenRetentionDropsTheEventsThatSaySo() throws Exception {
        store().append(
                        BAND,
                        founding(ANA, "a1"),
                        invite(ANA, "a2", BIA, Role.READER),
                        slow(ANA, "a3", 30),
                        calling(ANA, "a4", "@Bia", called(BIA)),
                        reply(ANA, "a5", "sim", 4),
                        editCalling(ANA, "a6", 4, "@Bia?", called(BIA)));
        assertThat(mark(BIA, BAND).mentions()).isEqualTo(1);
        report((RoomEvent.Posted) store().log(BAND).get(3), BIA);
        store().upkeep().retain(BAND, OptionalInt.of(0), OptionalInt.of(2), KeptStore.NO_MATTER);

        assertThat(members(BAND)).containsExactlyInAnyOrder(ANA.id(), BIA.id());
        assertThat(room(store(), BAND).settings().slowSeconds()).isEqualTo(30);
        assertThat(mark(BIA, BAND)).isEqualTo(new ReadMark(BAND, 1, 1, 0, 6));
        assertThat(((RoomEvent.Edited) store().log(BAND).get(1)).mentions()).isEqualTo(Mentions.NONE);
        assertThat(reports()).isEmpty();
        assertThat(store().wrong()).isEmpty();
        List<ExportLine> lines = store().export(BAND);
        try (KeptStore other = open()) {
            other.load(lines, BAND, 1);
            assertThat(other.export(BAND)).isEqualTo(lines);
            assertThat(room(other, BAND)).isEqualTo(room(store(), BAND));
            assertThat(other.wrong()).isEmpty();
        }
    }

    private static AuditEntry audit() {
        return new AuditEntry(1, Optional.of(BIA.id()), "acted", Optional.of(BAND), Optional.empty(), "");
    }

    private Moderation moderation() {
        return store().store().moderation();
    }

    private void report(RoomEvent.Posted post, Author by) {
        KeptStore.await(moderation()
                .report(new Report(0, post, new Reason("palavras de " + by.name()), by, 1), audit()));
    }

    private List<Report> reports() {
        return KeptStore.await(moderation().reports(Optional.empty(), 0, 10));
    }

    private void mute(Author user, Author by) {
        StoredRestriction mute = new StoredRestriction(
                Optional.of(LOBBY),
                RestrictionKind.MUTE,
                StoredRestriction.Target.of(user),
                OptionalLong.empty(),
                Optional.of(new Reason("palavras de " + by.name())),
                by,
                1);
        KeptStore.await(moderation().restrict(mute, audit()));
    }

    private void zoraIsEverywhere() {
        SettingsChange described = new SettingsChange(null, new Description("por Zoraide"), null, null, null);
        store().append(
                        BAND,
                        founding(BIA, "b1"),
                        invite(BIA, "b2", ZORA, Role.OWNER),
                        calling(BIA, "b3", "olá", called(ZORA, CID)),
                        calling(ZORA, "z1", "segredo de Zoraide", called(BIA)),
                        role(ZORA, "z2", BIA, Role.MODERATOR),
                        settings(ZORA, "z3", described),
                        slow(BIA, "b4", 60),
                        invite(ZORA, "z4", CID, Role.MEMBER),
                        editCalling(BIA, "b5", 3, "olá!", called(ZORA)));
        store().append(LOBBY, role(BIA, "b6", ZORA, Role.READER), calling(BIA, "b7", "olá", called(ZORA)));
        report((RoomEvent.Posted) store().log(BAND).get(3), BIA);
        report((RoomEvent.Posted) store().log(LOBBY).get(1), ZORA);
        mute(ZORA, BIA);
        mute(CID, ZORA);
        KeptStore.await(moderation().block(ZORA.id(), BIA, true));
        KeptStore.await(moderation().block(BIA.id(), ZORA, true));
    }

    @Test
    void erasedMemberIsNowhere() throws Exception {
        zoraIsEverywhere();
        assertThat(store().wrong()).isEmpty();
        Upkeep.Erased erased = store().upkeep().erase(ZORA.id(), KeptStore.NO_MATTER);

        assertThat(erased.traces()).isEqualTo(9);
        assertThat(store().export(BAND) + "" + store().export(LOBBY)
                        + KeptStore.await(store().store().rooms()))
                .doesNotContain("Zoraide")
                .doesNotContain("zora9");
        assertThat(members(BAND)).containsExactlyInAnyOrder(BIA.id(), CID.id());
        assertThat(members(LOBBY)).isEmpty();
        assertThat(room(store(), BAND).settings().slowSeconds()).isEqualTo(60);
        assertThat(store().rewritten()).contains(BAND, LOBBY);
        assertThat(KeptStore.await(moderation().blocks(BIA.id()))).isEmpty();
        assertThat(KeptStore.await(moderation().restrictions()))
                .singleElement()
                .satisfies(left -> assertThat(left.toString())
                        .doesNotContain("ora")
                        .contains(CID.id().value()));
        assertThat(reports()).singleElement().satisfies(left -> {
            assertThat(left.post().text().value()).isEqualTo("olá");
            assertThat(left.toString()).doesNotContain("Zora").doesNotContain("zora");
        });
        assertThat(store().wrong()).isEmpty();
        try (KeptStore other = open()) {
            other.load(store().export(BAND), BAND, 3);
            assertThat(room(other, BAND).members().values())
                    .extracting(StoredMember::author)
                    .containsExactlyInAnyOrder(BIA, CID);
            assertThat(other.wrong()).isEmpty();
        }
    }

    @Test
    void descriptionOfSomebodyElseStays() throws Exception {
        SettingsChange described = new SettingsChange(null, new Description("de Bia"), null, null, null);
        store().append(JAZZ, settings(BIA, "b1", described), slow(ZORA, "z1", 5), slow(BIA, "b2", 6));
        store().upkeep().erase(ZORA.id(), KeptStore.NO_MATTER);

        assertThat(room(store(), JAZZ).settings().description()).hasToString("de Bia");
        assertThat(store().wrong()).isEmpty();
    }

    @Test
    void whoIsErasedInTheMidstOfARandomLogLeavesItWhole() throws Exception {
        fill(BAND, 21, 700);
        fill(LOBBY, 22, 700);
        store().upkeep().erase(BIA.id(), KeptStore.NO_MATTER);

        assertThat(store().wrong()).isEmpty();
        assertThat(store().export(BAND) + "" + store().export(LOBBY))
                .doesNotContain("\"u2\"")
                .doesNotContain("value=u2]")
                .doesNotContain("Bia");
    }

    @Test
    void deletedRoomIsClearedAwayWhileTheNewOneGrows() throws Exception {
        fill(JAZZ, 31, 900);
        fill(BAND, 32, 300);
        long head = room(store(), JAZZ).seq();
        KeptStore.await(store().store().delete(JAZZ, StoreFixture.deletion(JAZZ)));
        KeptStore.await(store().store().delete(BAND, StoreFixture.deletion(BAND)));
        assertThat(store().wrong()).isEmpty();
        fill(JAZZ, 33, 200);
        assertThat(store().wrong()).isEmpty();
        assertThat(store().first(JAZZ)).isEqualTo(head + 2);

        Awaitility.await().until(() -> rows("SELECT count(*) FROM rooms WHERE dropping IS NOT NULL") == 0);
        assertThat(rows("SELECT count(*) FROM events"))
                .isEqualTo(store().log(JAZZ).size());
        assertThat(
                        rows(
                                "SELECT count(*) FROM room_members AS m JOIN rooms AS r ON r.id = m.room_id WHERE r.name LIKE '~%'"))
                .isZero();
        assertThat(rows("SELECT count(*) FROM reactions WHERE target <= " + head))
                .isZero();
        assertThat(rows("SELECT count(*) FROM mentions WHERE seq <= " + head)).isZero();
        assertThat(store().wrong()).isEmpty();
        try (KeptStore other = open()) {
            List<ExportLine> lines = store().export(JAZZ);
            other.load(lines, JAZZ, 20);
            assertThat(other.export(JAZZ)).isEqualTo(lines);
        }
    }

    private long rows(String query) throws Exception {
        return store().store().database().read(statements -> {
            try (var row = statements.get(query).executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    @Test
    void nameOfADeletedRoomIsNotImportedOver() throws Exception {
        store().append(JAZZ, draft(ANA, "a1", "um"));
        List<ExportLine> lines = store().export(JAZZ);
        KeptStore.await(store().store().delete(JAZZ, StoreFixture.deletion(JAZZ)));

        assertThatThrownBy(() -> store().load(lines, JAZZ, 10)).isInstanceOf(ImportException.class);
        assertThat(store().export(JAZZ)).isEmpty();
        assertThat(store().upkeep().retain(JAZZ, OptionalInt.of(1), OptionalInt.empty(), KeptStore.NO_MATTER))
                .isEmpty();
    }

    @Test
    void verifyFindsMembersAndMentionsThatTheLogDoesNotTellOf() throws Exception {
        store().append(
                        BAND,
                        founding(ANA, "a1"),
                        invite(ANA, "a2", BIA, Role.READER),
                        calling(ANA, "a3", "@Bia", called(BIA)),
                        calling(ANA, "a4", "@Bia", called(BIA)),
                        slow(ANA, "a5", 7),
                        remove(ANA, "a6", BIA));
        run("INSERT INTO room_members (room_id, user_id, user_name, role) SELECT id, 'u7', 'Davi', 0 FROM rooms");
        run("UPDATE room_members SET role = 3 WHERE user_id = 'u1'");
        run("UPDATE rooms SET slow_seconds = 8");
        run("UPDATE mentions SET user_id = 'u7' WHERE seq = 3");
        run("DELETE FROM mentions WHERE seq = 4");

        assertThat(store().wrong())
                .containsExactlyInAnyOrder(
                        "room " + BAND + ": user u7 is owner (expected: nothing, as the log says)",
                        "room " + BAND + ": user u1 is reader (expected: owner, as the log says)",
                        "room " + BAND + ": has other settings than its newest event about them says",
                        "room " + BAND + ": event 3 is not counted for all whom it mentions",
                        "room " + BAND + ": event 4 is not counted for all whom it mentions",
                        "room " + BAND + ": event 3 is counted as mentioning u7, and does not");
    }

    private void run(String sql) {
        KeptStore.await(store().store()
                .turn(
                        log -> {
                            log.statements().run(sql);
                            return true;
                        },
                        false));
    }
}

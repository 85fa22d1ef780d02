package chat.server.store.sql;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.BIA;
import static chat.server.store.Drafts.delete;
import static chat.server.store.Drafts.draft;
import static chat.server.store.Drafts.edit;
import static chat.server.store.Drafts.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.protocol.Author;
import chat.protocol.ExportLine;
import chat.protocol.Mentions;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.server.store.Appended;
import chat.server.store.MessageSearch;
import chat.server.store.SearchQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes out of a store goes into another one, whatever databases they have. */
abstract class TransferContract {
    static final RoomName LOBBY = RoomName.LOBBY;
    static final RoomName JAZZ = new RoomName("jazz");
    static final Author CID = RandomLog.CID;

    private KeptStore store;

    /** A new store; two may be open at a time. */
    abstract KeptStore open() throws IOException;

    @BeforeEach
    final void openStore() throws IOException {
        store = open();
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    final KeptStore store() {
        return store;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 200})
    void exportOfAnythingIsReadAgainAsTheSameLog(int atOnce) throws Exception {
        fill(LOBBY, 1, 800);
        fill(JAZZ, 2, 50);
        List<ExportLine> lines = store.export(LOBBY);
        try (KeptStore other = open()) {
            RandomLog.fill(JAZZ, other, 3, 20);
            other.load(lines, LOBBY, atOnce);

            assertThat(other.log(LOBBY)).isEqualTo(store.log(LOBBY)).hasSizeGreaterThan(250);
            assertThat(other.export(LOBBY)).isEqualTo(lines);
            assertThat(other.rooms()).containsExactly("jazz", "lobby");
            assertThat(other.wrong()).isEmpty();
            assertThat(other.rewritten()).containsExactly(LOBBY);
        }
        assertThat(store.wrong()).isEmpty();
    }

    @Test
    void whatWasSentIsKnownAgainAfterAnImport() throws Exception {
        store.append(LOBBY, draft(ANA, "a1", "um"), reply(BIA, "b1", "dois", 1), reply(BIA, "b2", "três", 2));
        store.append(LOBBY, edit(ANA, "a2", 1, "uno"), delete(BIA, "b3", 2));
        try (KeptStore other = open()) {
            other.load(store.export(LOBBY), LOBBY, 10);

            assertThat(other.append(
                            LOBBY,
                            draft(ANA, "a1", "um"),
                            reply(BIA, "b1", "dois", 1),
                            reply(BIA, "b2", "três", 2),
                            draft(ANA, "a1", "outro"),
                            draft(ANA, "a3", "novo")))
                    .extracting(Object::getClass)
                    .containsExactly(
                            Appended.Duplicate.class,
                            Appended.Duplicate.class,
                            Appended.Duplicate.class,
                            Appended.Refused.class,
                            Appended.Committed.class);
            assertThat(other.wrong()).isEmpty();
        }
    }

    @Test
    void copyOfARoomBesideItLeavesItsNamesOfDraftsAlone() throws Exception {
        store.append(LOBBY, draft(ANA, "a1", "um"), draft(BIA, "b1", "dois"));
        store.load(store.export(LOBBY), JAZZ, 10);

        assertThat(store.append(LOBBY, draft(ANA, "a1", "um"))).singleElement().isInstanceOf(Appended.Duplicate.class);
        assertThat(texts(JAZZ)).containsExactly("um", "dois");
        assertThat(found("dois")).hasSize(2);
        assertThat(store.wrong()).isEmpty();
    }

    @Test
    void roomWithEventsIsNotImportedOver() throws Exception {
        store.append(LOBBY, draft(ANA, "a1", "um"));
        List<ExportLine> lines = store.export(LOBBY);

        assertThatThrownBy(() -> store.load(lines, LOBBY, 1))
                .isInstanceOf(ImportException.class)
                .hasMessage(
                        "room: lobby has or had events (expected: a room without; another name can be given with --room)");
        assertThat(texts(LOBBY)).containsExactly("um");
    }

    @Test
    void roomThatGetsEventsMeanwhileIsNotImportedOver() throws Exception {
        store.append(LOBBY, draft(ANA, "a1", "um"));
        List<ExportLine> lines = store.export(LOBBY);
        try (KeptStore other = open()) {
            try (RoomImport room = other.upkeep().begin(LOBBY, (ExportLine.Start) lines.get(0))) {
                room.add(List.of((ExportLine.Event) lines.get(1)));
                assertThat(other.rooms()).isEmpty();
                assertThat(other.log(LOBBY)).isEmpty();
                assertThat(found(other, "um")).isEmpty();
                other.append(LOBBY, draft(BIA, "b1", "dois"));
                assertThatThrownBy(room::finish).isInstanceOf(ImportException.class);
            }
            assertThat(other.log(LOBBY)).hasSize(1);
            assertThat(other.rooms()).containsExactly("lobby");
            assertThat(found(other, "um")).isEmpty();
            assertThat(other.wrong()).isEmpty();
        }
    }

    @Test
    void importThatWasBrokenOffIsClearedUp() throws Exception {
        fill(LOBBY, 4, 300);
        List<ExportLine> lines = store.export(LOBBY);
        try (KeptStore other = open()) {
            RoomImport abandoned = other.upkeep().begin(JAZZ, (ExportLine.Start) lines.get(0));
            for (ExportLine line : lines.subList(1, lines.size() - 1)) {
                abandoned.add(List.of((ExportLine.Event) line));
            }
            other.upkeep().sweep(KeptStore.NO_MATTER);

            assertThat(other.rooms()).isEmpty();
            assertThatThrownBy(abandoned::finish).isInstanceOf(ImportException.class);
            abandoned.close();
            assertThat(other.wrong()).isEmpty();
            other.load(lines, JAZZ, 100);
            assertThat(other.wrong()).isEmpty();
        }
    }

    @Test
    void eventThatDoesNotFollowIsRefusedWithItsPlace() throws Exception {
        store.append(
                LOBBY,
                draft(ANA, "a1", "um"),
                draft(BIA, "b1", "dois"),
                edit(ANA, "a2", 1, "uno"),
                reply(BIA, "b2", "sim", 1),
                delete(BIA, "b3", 2));
        List<ExportLine> lines = store.export(LOBBY);
        Map<ExportLine, String> bad = new HashMap<>();
        RoomEvent.Edited edit = (RoomEvent.Edited) event(lines, 3);
        bad.put(
                line(new RoomEvent.Edited(LOBBY, 3, 1, BIA, edit.cid(), 1, edit.text(), Mentions.NONE)),
                "from: must be the author");
        bad.put(
                line(new RoomEvent.Edited(LOBBY, 3, 1, BIA, edit.cid(), 2, edit.text(), Mentions.NONE)),
                "text: must be empty");
        bad.put(
                line(new RoomEvent.Edited(LOBBY, 4, 1, ANA, edit.cid(), 1, edit.text(), Mentions.NONE)),
                "seq: must be 3");
        bad.put(
                line(RoomEvent.Posted.fresh(LOBBY, 3, 1, ANA, edit.cid(), edit.text(), 9L)),
                "replyTo: must be a message");
        try (KeptStore other = open()) {
            bad.forEach((line, rule) -> {
                List<ExportLine> wrong = new ArrayList<>(lines);
                wrong.set(3, line);
                assertThatThrownBy(() -> other.load(wrong, LOBBY, 100))
                        .isInstanceOfSatisfying(ImportException.class, e -> {
                            assertThat(e.index()).isEqualTo(2);
                            assertThat(e.rule()).startsWith(rule);
                        });
            });
            List<ExportLine> toNothing = new ArrayList<>(lines);
            toNothing.set(5, line(new RoomEvent.Deleted(LOBBY, 5, 1, BIA, edit.cid(), 3)));
            assertThatThrownBy(() -> other.load(toNothing, LOBBY, 100)).hasMessage("target: must be a message");
            assertThat(other.rooms()).isEmpty();
            assertThat(other.wrong()).isEmpty();
        }
    }

    @Test
    void logThatLostItsBeginningIsExportedAndImportedAsItIs() throws Exception {
        fill(LOBBY, 5, 500);
        store.upkeep().retain(LOBBY, OptionalInt.of(0), OptionalInt.of(123), KeptStore.NO_MATTER);
        List<ExportLine> lines = store.export(LOBBY);
        try (KeptStore other = open()) {
            other.load(lines, LOBBY, 50);

            assertThat(other.log(LOBBY)).isEqualTo(store.log(LOBBY)).hasSize(123);
            assertThat(other.first(LOBBY)).isEqualTo(store.first(LOBBY));
            assertThat(other.export(LOBBY)).isEqualTo(lines);
            assertThat(other.wrong()).isEmpty();
        }
        assertThat(store.wrong()).isEmpty();
    }

    private static RoomEvent event(List<ExportLine> lines, int line) {
        return ((ExportLine.Event) lines.get(line)).event();
    }

    private static ExportLine line(RoomEvent event) {
        return new ExportLine.Event(event, null, null);
    }

    final List<String> texts(RoomName room) {
        return store.log(room).stream()
                .map(event -> ((RoomEvent.Posted) event).text().value())
                .toList();
    }

    final List<?> found(String word) {
        return found(store, word);
    }

    static List<?> found(KeptStore in, String word) {
        SearchQuery query = new SearchQuery(List.of(new SearchQuery.Term(List.of(word), false)));
        return KeptStore.await(in.store()
                        .search(new MessageSearch.Request(
                                ANA.id(), query, Optional.empty(), Optional.empty(), Optional.empty(), 50)))
                .hits();
    }

    final void fill(RoomName room, long seed, int drafts) {
        RandomLog.fill(room, store, seed, drafts);
    }
}

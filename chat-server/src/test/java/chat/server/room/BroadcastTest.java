package chat.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.Emoji;
import chat.protocol.JsonCodec;
import chat.protocol.Mentions;
import chat.protocol.MessageText;
import chat.protocol.RoomEvent;
import chat.protocol.RoomMember;
import chat.protocol.RoomName;
import chat.protocol.Topic;
import chat.protocol.UserName;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.test.LeakPresenceExtension;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one member gets of a broadcast, and in which form. */
@ExtendWith(LeakPresenceExtension.class)
class BroadcastTest {
    private final TestRooms rooms = new TestRooms(1);
    private final BroadcastEncoder encoder = new BroadcastEncoder(new JsonCodec(), ByteBufAllocator.DEFAULT);

    @AfterEach
    void close() {
        rooms.close();
    }

    /** Writes events by these authors, one letter each, to a member; returns what it got. */
    private TestOutlet write(String authors, TestMember to) {
        List<RoomEvent> events = new ArrayList<>();
        for (int i = 0; i < authors.length(); i++) {
            events.add(event(i + 1, name(authors.charAt(i)), authors.substring(i, i + 1) + (i + 1)));
        }
        Member member = member(to);
        Broadcast broadcast = encoder.events(events, EnumSet.allOf(WireFormat.class));
        rooms.on(0, () -> broadcast.writeTo(member));
        broadcast.release();
        return to.outlet;
    }

    private Member member(TestMember to) {
        to.join(rooms.lobby());
        return to.member();
    }

    private static String name(char letter) {
        return "Author" + letter;
    }

    private static RoomEvent event(long seq, String author, String text) {
        Author from = TestMember.visitor(author).user().asAuthor();
        return RoomEvent.Posted.fresh(RoomName.LOBBY, seq, 1, from, new Cid("c" + seq), new MessageText(text), null);
    }

    /** Ana is author A, and does not want to see her own. */
    private TestMember relay() {
        return rooms.member(name('A'), 0, WireFormat.RELAY, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A", "B", "AB", "BA", "AA", "ABC", "BAC", "BCA", "AAB", "BAA", "ABA", "BAB", "AAA", "ABAB", "BABA",
                "ABBA", "BAAB", "ACABAD", "BCDEF"
            })
    void ownMessagesAreLeftOutWhereverTheyStand(String authors) {
        TestOutlet outlet = write(authors, relay());

        List<String> others = new ArrayList<>();
        for (int i = 0; i < authors.length(); i++) {
            if (authors.charAt(i) != 'A') {
                others.add(authors.substring(i, i + 1) + (i + 1));
            }
        }
        assertThat(outlet.sent()).isEqualTo(others);
        assertThat(outlet.flushes()).isEqualTo(others.isEmpty() ? 0 : 1);
    }

    @Test
    void ownMessagesAreLeftOutOfLongMixtures() {
        Random random = new Random(20260302);
        for (int round = 0; round < 200; round++) {
            StringBuilder authors = new StringBuilder();
            for (int i = 1 + random.nextInt(40); i > 0; i--) {
                authors.append((char) ('A' + random.nextInt(3)));
            }
            TestOutlet outlet = write(authors.toString(), relay());

            assertThat(outlet.sent())
                    .hasSize((int) authors.chars().filter(c -> c != 'A').count());
            assertThat(outlet.sent()).noneMatch(text -> text.startsWith("A"));
            assertThat(outlet.sent().stream().map(text -> Integer.valueOf(text.substring(1))))
                    .isSorted();
        }
    }

    @Test
    void ownMessagesComeBackToWhoeverWantsThem() {
        TestOutlet outlet = write("ABA", rooms.member(name('A'), 0, WireFormat.NAMED, true));

        assertThat(outlet.sent()).containsExactly("AuthorA: A1", "AuthorB: B2", "AuthorA: A3");
        assertThat(outlet.writes()).isEqualTo(1);
    }

    @Test
    void everyFormatSaysTheSameInItsWay() {
        assertThat(write("B", rooms.member("Ana", 0, WireFormat.RELAY, false)).sent())
                .containsExactly("B1");
        assertThat(write("B", rooms.member("Ana", 0, WireFormat.ANNOUNCE, true)).sent())
                .containsExactly("Mensagem recebida: B1");
        assertThat(write("B", rooms.member("Ana", 0, WireFormat.NAMED, false)).sent())
                .containsExactly("AuthorB: B1");
        String json =
                write("B", rooms.member("Ana", 0, WireFormat.JSON, true)).sent().get(0);
        assertThat(json).startsWith("{\"type\":\"posted\",\"room\":\"lobby\",\"seq\":1,");
        assertThat(write("B", rooms.member("Ana", 0, WireFormat.JSON_DEFLATED, true))
                        .sent())
                .containsExactly(json);
    }

    @Test
    void deflatedFramesSayWhatJsonSays() {
        List<RoomEvent> events = List.of(
                event(1, "Ana", "short"), event(2, "Bia", "long ".repeat(500)), event(3, "Ana", "ç😀".repeat(2_000)));
        Broadcast broadcast = encoder.events(events, EnumSet.of(WireFormat.JSON, WireFormat.JSON_DEFLATED));
        TestMember plain = rooms.member("Caio", 0, WireFormat.JSON, true);
        TestMember deflated = rooms.member("Davi", 0, WireFormat.JSON_DEFLATED, true);
        Member plainMember = member(plain);
        Member deflatedMember = member(deflated);
        plain.news();
        int before = plain.outlet.sent().size();

        rooms.on(0, () -> broadcast.writeTo(plainMember));
        rooms.on(0, () -> broadcast.writeTo(deflatedMember));
        broadcast.release();

        assertThat(deflated.outlet.sent()).isEqualTo(plain.outlet.sent().subList(before, before + 3));
        assertThat(deflated.outlet.sentFrames())
                .extracting(WireFrame::compressed)
                .containsExactly(false, true, true);
        assertThat(deflated.outlet.sentFrames().get(1).payload().length).isLessThan(300);
    }

    @Test
    void furtherLinesOfAMessageAreIndentedBehindAName() {
        RoomEvent event = event(1, "Bia", "one\nAna: two\n\nthree");
        TestMember named = rooms.member("Ana", 0, WireFormat.NAMED, false);
        TestMember bare = rooms.member("Caio", 0, WireFormat.RELAY, false);
        Member namedMember = member(named);
        Member bareMember = member(bare);
        named.news();
        int before = named.outlet.sent().size();
        Broadcast broadcast = encoder.events(List.of(event), EnumSet.of(WireFormat.NAMED, WireFormat.RELAY));

        rooms.on(0, () -> broadcast.writeTo(namedMember));
        rooms.on(0, () -> broadcast.writeTo(bareMember));
        broadcast.release();

        assertThat(named.outlet.sent().subList(before, before + 1))
                .containsExactly("Bia: one\n    Ana: two\n    \n    three");
        assertThat(bare.outlet.sent()).containsExactly("one\nAna: two\n\nthree");
    }

    /** A message of A's and one of B's, and all that may happen to them. */
    private static List<RoomEvent> changes() {
        Author ana = TestMember.visitor("AuthorA").user().asAuthor();
        Author bia = TestMember.visitor("AuthorB").user().asAuthor();
        RoomName room = RoomName.LOBBY;
        return List.of(
                event(1, "AuthorA", "one"),
                new RoomEvent.Edited(room, 2, 1, ana, new Cid("c2"), 1, new MessageText("two\nlines"), Mentions.NONE),
                new RoomEvent.Reacted(room, 3, 1, bia, new Cid("c3"), 1, new Emoji("👍"), true, 1),
                new RoomEvent.TopicChanged(room, 4, 1, bia, new Cid("c4"), new Topic("Férias")),
                new RoomEvent.Pinned(room, 5, 1, ana, new Cid("c5"), 1, true),
                event(6, "AuthorB", "six"),
                new RoomEvent.Deleted(room, 7, 1, ana, new Cid("c7"), 1),
                new RoomEvent.TopicChanged(room, 8, 1, ana, new Cid("c8"), Topic.NONE),
                new RoomEvent.Reacted(room, 9, 1, ana, new Cid("c9"), 6, new Emoji("👍"), true, 1));
    }

    private List<String> write(List<RoomEvent> events, TestMember to) {
        Member member = member(to);
        rooms.run();
        int before = to.outlet.sent().size();
        Broadcast broadcast = encoder.events(events, EnumSet.allOf(WireFormat.class));
        rooms.on(0, () -> broadcast.writeTo(member));
        broadcast.release();
        return to.outlet.sent().subList(before, to.outlet.sent().size());
    }

    @Test
    void namesAreToldWhatBecameOfMessages() {
        assertThat(write(changes(), rooms.member("AuthorB", 0, WireFormat.NAMED, true)))
                .containsExactly(
                        "AuthorA: one",
                        "* AuthorA corrigiu: two\n    lines",
                        "* AuthorB mudou o assunto: Férias",
                        "AuthorB: six",
                        "* AuthorA apagou uma mensagem",
                        "* AuthorA tirou o assunto");
    }

    @Test
    void ownDeedsAreLeftOutBetweenWhatIsNotTold() {
        assertThat(write(changes(), rooms.member("AuthorA", 0, WireFormat.NAMED, false)))
                .containsExactly("* AuthorB mudou o assunto: Férias", "AuthorB: six");
        assertThat(write(changes(), rooms.member("AuthorB", 0, WireFormat.NAMED, false)))
                .containsExactly(
                        "AuthorA: one",
                        "* AuthorA corrigiu: two\n    lines",
                        "* AuthorA apagou uma mensagem",
                        "* AuthorA tirou o assunto");
    }

    @Test
    void bareLinesTellOfMessagesOnly() {
        assertThat(write(changes(), rooms.member("Caio", 0, WireFormat.RELAY, false)))
                .containsExactly("one", "six");
        assertThat(write(changes(), rooms.member("Caio", 0, WireFormat.ANNOUNCE, true)))
                .containsExactly("Mensagem recebida: one", "Mensagem recebida: six");
    }

    @Test
    void pagesAreToldEverything() {
        assertThat(write(changes(), rooms.member("AuthorA", 0, WireFormat.JSON, true)))
                .extracting(text -> Told.json(text).get("seq").asInt())
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void nothingIsWrittenOnLinesForWhatWasDeleted() {
        RoomEvent.Posted posted = (RoomEvent.Posted) event(1, "AuthorB", "one");
        List<RoomEvent> page = List.of(
                posted.after(new RoomEvent.Deleted(RoomName.LOBBY, 3, 1, posted.from(), new Cid("c3"), 1)),
                new RoomEvent.Edited(
                        RoomName.LOBBY, 2, 1, posted.from(), new Cid("c2"), 1, MessageText.ERASED, Mentions.NONE));

        for (WireFormat format : List.of(WireFormat.RELAY, WireFormat.ANNOUNCE, WireFormat.NAMED)) {
            TestMember member = rooms.member("Caio", 0, format, true);
            assertThat(write(page, member)).as(format.name()).isEmpty();
            assertThat(member.outlet.flushes()).as("nor flushed").isZero();
        }
        assertThat(write(page, rooms.page("Caio", 0))).hasSize(2);
    }

    @Test
    void greetingNamesWhoIsThere() {
        UserName ana = new UserName("Ana");
        List<TestMember> nobody = List.of();
        assertThat(PlainLines.greeting(RoomName.LOBBY, ana, roster(1, nobody, ana)))
                .isEqualTo("* você entrou em lobby como Ana; presentes: mais ninguém");
        assertThat(PlainLines.greeting(
                        RoomName.LOBBY, ana, roster(3, List.of(rooms.page("Caio", 0), rooms.page("Bia", 0)), ana)))
                .isEqualTo("* você entrou em lobby como Ana; presentes: Bia, Caio");
    }

    @Test
    void greetingCountsWhomItDoesNotName() {
        UserName ana = new UserName("Ana");
        List<TestMember> many = new ArrayList<>();
        for (int i = 10; i < 35; i++) {
            many.add(rooms.page("Guest" + i, 0));
        }
        assertThat(PlainLines.greeting(RoomName.LOBBY, ana, roster(26, many, ana)))
                .endsWith("Guest28, Guest29 e mais 5");
        // A page of the roster that does not hold Ana herself.
        assertThat(PlainLines.greeting(
                        RoomName.LOBBY,
                        ana,
                        new RosterPage(
                                1_000,
                                many.stream()
                                        .map(member -> RoomMember.of(member.visitor.user()))
                                        .toList(),
                                true)))
                .endsWith("Guest28, Guest29 e mais 979");
    }

    private static RosterPage roster(int count, List<TestMember> others, UserName self) {
        List<RoomMember> members = new ArrayList<>();
        others.forEach(member -> members.add(RoomMember.of(member.visitor.user())));
        members.add(RoomMember.of(TestMember.visitor(self.value()).user()));
        return new RosterPage(count, members, false);
    }
}

package chat.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExportCodecTest {
    private static final RoomName ROOM = new RoomName("sala");
    private static final Author ANA = new Author(new UserId("u1"), new UserName("Ana"));
    private static final Author BIA = new Author(new UserId("u2"), new UserName("Bia"));
    private static final RoomName HIDDEN = new RoomName("~p" + "a2".repeat(12) + "z");
    private static final Mentions CALLS = new Mentions(List.of(BIA.id(), ANA.id()), true);
    private static final Cid CID = new Cid("c:1");
    private static final MessageText NOW = new MessageText("agora\n\t😀 \"x\"");
    private static final String EVENT =
            "\"room\":\"sala\",\"seq\":7,\"at\":5,\"from\":{\"id\":\"u1\",\"name\":\"Ana\"}," + "\"cid\":\"c:1\"";

    private final ExportCodec codec = new ExportCodec();

    static Stream<ExportLine> lines() {
        PostState deleted = PostState.FRESH.erased();
        return Stream.concat(
                Stream.of(
                        new ExportLine.Start(ROOM, RoomSettings.of(new RoomTitle("Sala")), new Topic("tudo"), 3),
                        new ExportLine.Start(
                                HIDDEN,
                                new RoomSettings(
                                        new RoomTitle("Sala"), new Description("a\nb"), Posting.STAFF, true, 60),
                                Topic.NONE,
                                1),
                        new ExportLine.Member(BIA, Role.OWNER),
                        new ExportLine.Member(ANA, Role.READER),
                        new ExportLine.End(0),
                        new ExportLine.End(1L << 40)),
                Stream.of(
                                RoomEvent.Posted.fresh(ROOM, 7, 5, ANA, CID, NOW, null),
                                RoomEvent.Posted.fresh(ROOM, 7, 5, ANA, CID, NOW, 2L),
                                new RoomEvent.Posted(ROOM, 7, 5, ANA, CID, NOW, CALLS, null, PostState.FRESH),
                                new RoomEvent.Posted(
                                        ROOM, 7, 5, ANA, CID, MessageText.ERASED, Mentions.NONE, null, deleted),
                                new RoomEvent.Edited(ROOM, 7, 5, ANA, CID, 6, NOW, Mentions.NONE),
                                new RoomEvent.Edited(ROOM, 7, 5, ANA, CID, 6, MessageText.ERASED, Mentions.NONE),
                                new RoomEvent.Edited(ROOM, 7, 5, ANA, CID, 6, NOW, CALLS),
                                new RoomEvent.Deleted(ROOM, 7, 5, ANA, CID, 1),
                                new RoomEvent.Reacted(ROOM, 7, 5, ANA, CID, 1, new Emoji("👍🏽"), false, 12),
                                new RoomEvent.Pinned(ROOM, 7, 5, ANA, CID, 1, true),
                                new RoomEvent.TopicChanged(ROOM, 7, 5, ANA, CID, Topic.NONE),
                                new RoomEvent.MemberAdded(HIDDEN, 7, 5, ANA, CID, BIA, Role.READER),
                                new RoomEvent.MemberRemoved(HIDDEN, 7, 5, ANA, CID, BIA),
                                new RoomEvent.RoleChanged(ROOM, 7, 5, ANA, CID, BIA, Role.MODERATOR),
                                new RoomEvent.RoomChanged(ROOM, 7, 5, ANA, CID, RoomSettings.of(ROOM)))
                        .flatMap(event -> Stream.of(
                                new ExportLine.Event(event, null, null),
                                new ExportLine.Event(event, first(NOW), null),
                                new ExportLine.Event(event, new ExportLine.Original(NOW, CALLS), -12345))));
    }

    private static ExportLine.Original first(MessageText text) {
        return new ExportLine.Original(text, Mentions.NONE);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void lineComesBackAsItWas(ExportLine line) throws ProtocolException {
        byte[] json = codec.encode(line);

        assertThat(new String(json, UTF_8)).doesNotContain("\n");
        assertThat(codec.decode(json)).isEqualTo(line);
    }

    @Test
    void linesAreJsonThatClientsKnow() {
        PostState state = PostState.FRESH.edited(9).pinned(true);
        RoomEvent posted = new RoomEvent.Posted(ROOM, 7, 5, ANA, CID, new MessageText("b"), Mentions.NONE, null, state);

        assertThat(text(new ExportLine.Event(posted, first(new MessageText("a")), 3)))
                .isEqualTo("{\"type\":\"posted\"," + EVENT
                        + ",\"text\":\"b\",\"editedSeq\":9,\"pinned\":true,\"original\":\"a\",\"fingerprint\":3}");
        assertThat(text(new ExportLine.Start(ROOM, RoomSettings.of(new RoomTitle("Sala")), Topic.NONE, 1)))
                .isEqualTo(
                        "{\"type\":\"export\",\"version\":1,\"room\":\"sala\",\"title\":\"Sala\",\"description\":\"\","
                                + "\"posting\":\"all\",\"archived\":false,\"slowSeconds\":0,\"topic\":\"\",\"first\":1}");
        assertThat(text(new ExportLine.Member(BIA, Role.OWNER)))
                .isEqualTo("{\"type\":\"exportMember\",\"user\":{\"id\":\"u2\",\"name\":\"Bia\"},\"role\":\"owner\"}");
        assertThat(text(new ExportLine.End(7))).isEqualTo("{\"type\":\"exportEnd\",\"last\":7}");
    }

    @Test
    void fileOfTheTimeWithoutSettingsIsRead() throws ProtocolException {
        String start =
                "{\"type\":\"export\",\"version\":1,\"room\":\"sala\",\"title\":\"Sala\",\"topic\":\"\",\"first\":1}";

        assertThat(codec.decode(start.getBytes(UTF_8)))
                .isEqualTo(new ExportLine.Start(ROOM, RoomSettings.of(new RoomTitle("Sala")), Topic.NONE, 1));
    }

    @Test
    void longestLineThereCanBeIsRead() throws ProtocolException {
        List<UserId> users = Stream.iterate(0, i -> i + 1)
                .limit(ProtocolLimits.REACTION_USERS_MAX)
                .map(i -> new UserId("u".repeat(28) + (1000 + i)))
                .toList();
        List<Reaction> reactions = Stream.iterate(0x1f600, i -> i + 1)
                .limit(ProtocolLimits.REACTIONS_PER_POST_MAX)
                .map(i -> new Reaction(new Emoji(Character.toString(i)), users.size(), users))
                .toList();
        Mentions calls = new Mentions(users.subList(0, ProtocolLimits.MENTIONS_MAX), true);
        MessageText longest = new MessageText("😀".repeat(ProtocolLimits.TEXT_CODE_POINTS_MAX));
        RoomEvent posted = new RoomEvent.Posted(
                ROOM, 7, 5, ANA, CID, longest, calls, null, new PostState(9L, false, false, 0, null, reactions));
        byte[] json = codec.encode(new ExportLine.Event(posted, new ExportLine.Original(longest, calls), 1));

        assertThat(json.length).isLessThan(ExportCodec.LINE_BYTES_MAX);
        assertThat(((ExportLine.Event) codec.decode(json)).committed())
                .isEqualTo(new RoomEvent.Posted(ROOM, 7, 5, ANA, CID, longest, calls, null, PostState.FRESH));
    }

    @Test
    void committedIsWhatItWasBeforeItsChanges() {
        RoomEvent edited = new RoomEvent.Posted(ROOM, 7, 5, ANA, CID, NOW, CALLS, 2L, PostState.FRESH.edited(9));
        RoomEvent erased = new RoomEvent.Posted(
                ROOM,
                7,
                5,
                ANA,
                CID,
                MessageText.ERASED,
                Mentions.NONE,
                null,
                PostState.FRESH.answeredBy(9).erased());

        assertThat(new ExportLine.Event(edited, first(new MessageText("a")), null).committed())
                .isEqualTo(RoomEvent.Posted.fresh(ROOM, 7, 5, ANA, CID, new MessageText("a"), 2L));
        assertThat(new ExportLine.Event(erased, null, null).committed())
                .isEqualTo(new RoomEvent.Posted(
                        ROOM, 7, 5, ANA, CID, MessageText.ERASED, Mentions.NONE, null, PostState.FRESH.erased()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "'{\"type\":\"posted\",E,\"text\":\"\"}' | text: must not be empty",
                "'{\"type\":\"posted\",E}' | text: is missing",
                "'{\"type\":\"posted\",E,\"text\":\"a\",\"deleted\":true}' | text: must be empty where deleted is true",
                "'{\"type\":\"posted\",E,\"text\":\"a\",\"replyTo\":7}' | replyTo: must be an integer from 1 to 6",
                "'{\"type\":\"edited\",E,\"text\":\"a\"}' | target: is missing",
                "'{\"type\":\"reacted\",E,\"target\":1,\"emoji\":\"x\",\"on\":true,\"count\":1}' | emoji: one emoji",
                "'{\"type\":\"reacted\",E,\"target\":1,\"emoji\":\"👍\",\"count\":1}' | on: is missing",
                "'{\"type\":\"pinned\",E,\"target\":1,\"on\":1}' | on: must be true or false",
                "'{\"type\":\"memberAdded\",E}' | user.id: is missing",
                "'{\"type\":\"posted\",E,\"text\":\"a\",\"mentions\":[1]}' | mentions: must be a list of strings",
                "'{\"type\":\"joined\",E}' | type: must be one of an export",
                "'{\"type\":\"posted\",E,E,\"text\":\"a\"}' | no key may stand twice",
                "'{\"type\":\"export\",\"version\":2}' | version: must be an integer from 1 to 1",
                "'{\"type\":\"export\",\"version\":1,\"room\":\"a b\"}' | room: 1 to 64 letters",
                "'{}' | type: is missing",
                "'[]' | a message is one JSON object",
                "'{\"type\":\"exportEnd\",\"last\":1} x' | a line is one JSON object",
                "'nonsense' | a line is one JSON object"
            })
    void whatIsNoLineIsToldWithTheRule(String line, String rule) {
        assertThatThrownBy(() -> codec.decode(line.replace(",E", "," + EVENT).getBytes(UTF_8)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith(rule);
    }

    private String text(ExportLine line) {
        return new String(codec.encode(line), UTF_8);
    }
}

package chat.protocol;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The server messages that the golden files show, by file name without {@code .json}. */
final class Samples {
    private static final Author ANA = new Author(new UserId("u7k2m9q4x1"), new UserName("Ana"));
    private static final Author BIA = new Author(new UserId("u8"), new UserName("Bia Souza"));
    private static final User ANA_SHOWN = new User(ANA.id(), ANA.name(), "#4a55b5", "A");
    private static final User BIA_SHOWN = new User(BIA.id(), BIA.name(), "#0f6f7a", "BS");
    private static final RoomName JAZZ = new RoomName("jazz");
    private static final RoomTitle JAZZ_TITLE = new RoomTitle("Jazz & Blues");
    private static final RoomTitle LOBBY_TITLE = RoomTitle.of(RoomName.LOBBY);
    private static final Topic TOPIC = new Topic("Ensaio às 20h");
    private static final long AT = 1_767_225_600_123L;
    private static final String EPOCH = "m-5f3a9c";

    private Samples() {}

    static ServerMessage server(String name) {
        ServerMessage sample = server().get(name);
        if (sample == null) {
            throw new AssertionError("sample: " + name + " (expected: one for every file in golden/server)");
        }
        return sample;
    }

    static SortedMap<String, ServerMessage> server() {
        SortedMap<String, ServerMessage> samples = new TreeMap<>();
        events(samples);
        changes(samples);
        states(samples);
        greetings(samples);
        answers(samples);
        answersAboutMessages(samples);
        marks(samples);
        notices(samples);
        errors(samples);
        return samples;
    }

    private static RoomEvent.Posted hello() {
        return RoomEvent.Posted.fresh(RoomName.LOBBY, 41, AT, ANA, new Cid("c-41"), new MessageText("olá"), null);
    }

    private static RoomEvent.Posted reply() {
        return RoomEvent.Posted.fresh(RoomName.LOBBY, 42, AT + 1, BIA, new Cid("c-42"), new MessageText("oi"), 41L);
    }

    private static void events(Map<String, ServerMessage> samples) {
        samples.put("posted", hello());
        samples.put("posted-reply", reply());
        samples.put(
                "posted-characters",
                RoomEvent.Posted.fresh(
                        new RoomName("日本語"),
                        1,
                        AT,
                        ANA,
                        new Cid("c-4"),
                        new MessageText("\"a\\b/c\"\t<b>&\n\u2028🙂 ñ ß"),
                        null));
    }

    private static void changes(Map<String, ServerMessage> samples) {
        RoomName room = RoomName.LOBBY;
        MessageText text = new MessageText("olá!");
        Emoji thumb = new Emoji("👍🏽");
        samples.put("edited", new RoomEvent.Edited(room, 43, AT + 2, ANA, new Cid("c-43"), 41, text));
        samples.put(
                "edited-erased", new RoomEvent.Edited(room, 43, AT + 2, ANA, new Cid("c-43"), 41, MessageText.ERASED));
        samples.put("deleted", new RoomEvent.Deleted(room, 44, AT + 3, ANA, new Cid("c-44"), 41));
        samples.put("reacted", new RoomEvent.Reacted(room, 45, AT + 4, BIA, new Cid("c-45"), 41, thumb, true, 2));
        samples.put("reacted-off", new RoomEvent.Reacted(room, 46, AT + 5, BIA, new Cid("c-46"), 41, thumb, false, 0));
        samples.put("pinned", new RoomEvent.Pinned(room, 47, AT + 6, BIA, new Cid("c-47"), 41, true));
        samples.put("pinned-off", new RoomEvent.Pinned(room, 48, AT + 7, BIA, new Cid("c-48"), 41, false));
        samples.put("topicChanged", new RoomEvent.TopicChanged(room, 49, AT + 8, ANA, new Cid("c-49"), TOPIC));
        samples.put(
                "topicChanged-none", new RoomEvent.TopicChanged(room, 50, AT + 9, ANA, new Cid("c-50"), Topic.NONE));
    }

    /** A message after everything that can happen to one. */
    private static RoomEvent.Posted changed() {
        List<Reaction> reactions = List.of(
                new Reaction(new Emoji("👍🏽"), 2, List.of(BIA.id(), ANA.id())),
                new Reaction(new Emoji("❤️"), 150, List.of(ANA.id())));
        return hello().with(new MessageText("olá!"), new PostState(43L, false, true, 1, 42L, reactions));
    }

    private static void states(Map<String, ServerMessage> samples) {
        samples.put("posted-changed", changed());
        samples.put(
                "posted-deleted",
                hello().with(MessageText.ERASED, new PostState(null, true, false, 2, 44L, List.of())));
    }

    private static void greetings(Map<String, ServerMessage> samples) {
        samples.put(
                "welcome",
                new ServerMessage.Welcome(
                        1L,
                        ANA_SHOWN,
                        "g1.dTdrMm05cTR4MQ.Wm1hYw-_",
                        EPOCH,
                        new Limits(65_536, 8_000, 100, 2_000, 300, 20, 5),
                        25));
        samples.put(
                "welcome-no-id",
                new ServerMessage.Welcome(null, BIA_SHOWN, "t", "e", new Limits(1_024, 8_000, 1, 10, 10, 0, 0), 1));
        List<User> both = List.of(ANA_SHOWN, BIA_SHOWN);
        samples.put("joined", new ServerMessage.Joined(2L, RoomName.LOBBY, LOBBY_TITLE, TOPIC, 42, 2, both));
        samples.put("joined-empty", new ServerMessage.Joined(null, JAZZ, JAZZ_TITLE, Topic.NONE, 0, 0, List.of()));
        List<User> alone = List.of(ANA_SHOWN);
        samples.put(
                "reset",
                new ServerMessage.Reset(
                        2L, RoomName.LOBBY, LOBBY_TITLE, TOPIC, 42, EPOCH, 1, alone, List.of(hello(), reply())));
        samples.put(
                "reset-empty",
                new ServerMessage.Reset(null, RoomName.LOBBY, LOBBY_TITLE, Topic.NONE, 0, EPOCH, 1, alone, List.of()));
        samples.put("live", new ServerMessage.Live(RoomName.LOBBY));
    }

    private static void answers(Map<String, ServerMessage> samples) {
        samples.put("ack", new ServerMessage.Ack(3L, RoomName.LOBBY, new Cid("c-41"), 41, AT, false));
        samples.put("ack-duplicate", new ServerMessage.Ack(null, RoomName.LOBBY, new Cid("c-41"), 41, AT, true));
        samples.put("history", new ServerMessage.History(5L, RoomName.LOBBY, List.of(hello(), reply()), 1, true));
        samples.put("history-empty", new ServerMessage.History(null, RoomName.LOBBY, List.of(), 43, false));
        RoomSummary jazz = new RoomSummary(JAZZ, JAZZ_TITLE, Topic.NONE, 1, 0);
        RoomSummary lobby = new RoomSummary(RoomName.LOBBY, LOBBY_TITLE, TOPIC, 120, 42);
        samples.put("rooms", new ServerMessage.Rooms(7L, List.of(jazz, lobby), false));
        samples.put("rooms-none", new ServerMessage.Rooms(null, List.of(), false));
        samples.put("members", new ServerMessage.Members(8L, RoomName.LOBBY, 2, List.of(ANA_SHOWN, BIA_SHOWN), false));
        samples.put("members-unasked", new ServerMessage.Members(null, RoomName.LOBBY, 500, List.of(ANA_SHOWN), true));
        samples.put("roomCreated", new ServerMessage.RoomCreated(11L, JAZZ, JAZZ_TITLE, Visibility.PUBLIC, true));
        samples.put(
                "roomCreated-there",
                new ServerMessage.RoomCreated(null, JAZZ, RoomTitle.of(JAZZ), Visibility.PRIVATE, false));
    }

    private static void answersAboutMessages(Map<String, ServerMessage> samples) {
        samples.put(
                "versions",
                new ServerMessage.Versions(
                        22L,
                        RoomName.LOBBY,
                        41,
                        List.of(
                                new ServerMessage.Version(41, AT, new MessageText("olá")),
                                new ServerMessage.Version(43, AT + 2, new MessageText("olá!")))));
        samples.put("versions-none", new ServerMessage.Versions(null, RoomName.LOBBY, 41, List.of()));
        samples.put("pins", new ServerMessage.Pins(23L, RoomName.LOBBY, List.of(changed())));
        samples.put("pins-none", new ServerMessage.Pins(null, RoomName.LOBBY, List.of()));
        RoomEvent.Posted twice = reply().with(new MessageText("🎷 Olá,\nOLA"), PostState.FRESH);
        Snippet both = new Snippet("🎷 Olá, OLA", List.of(new Snippet.Mark(3, 6), new Snippet.Mark(8, 11)));
        Snippet one = new Snippet("olá!", List.of(new Snippet.Mark(0, 3)));
        samples.put(
                "found",
                new ServerMessage.Found(
                        21L,
                        List.of(new ServerMessage.Hit(twice, both), new ServerMessage.Hit(changed(), one)),
                        "s1.41-_.~"));
        samples.put("found-none", new ServerMessage.Found(null, List.of(), null));
    }

    private static void marks(Map<String, ServerMessage> samples) {
        ReadMark jazz = new ReadMark(JAZZ, 0, ProtocolLimits.UNREAD_MAX + 1, 2_000);
        ReadMark lobby = new ReadMark(RoomName.LOBBY, 41, 1, 43);
        samples.put("readUpTo", new ServerMessage.ReadUpTo(19L, lobby));
        samples.put("readUpTo-elsewhere", new ServerMessage.ReadUpTo(null, lobby));
        samples.put("unread", new ServerMessage.Unread(20L, List.of(jazz, lobby), false));
        samples.put("unread-more", new ServerMessage.Unread(null, List.of(jazz), true));
    }

    private static void notices(Map<String, ServerMessage> samples) {
        samples.put("entered", new ServerMessage.Entered(RoomName.LOBBY, BIA_SHOWN, 2));
        samples.put("left", new ServerMessage.Left(null, RoomName.LOBBY, BIA, 1));
        samples.put("left-answer", new ServerMessage.Left(9L, RoomName.LOBBY, ANA, 1));
        samples.put("typing", new ServerMessage.Typing(RoomName.LOBBY, ANA));
        samples.put("presence", new ServerMessage.Presence(RoomName.LOBBY, 1_204));
        samples.put("ping", new ServerMessage.Ping());
        samples.put("closing", new ServerMessage.Closing(CloseCode.RESTART.code(), CloseCode.RESTART.sentence(), 750L));
        CloseCode refused = CloseCode.NOT_AUTHENTICATED;
        samples.put("closing-least", new ServerMessage.Closing(refused.code(), refused.sentence(), null));
    }

    private static void errors(Map<String, ServerMessage> samples) {
        samples.put(
                "error",
                new ServerMessage.Failure(
                        4L, ErrorCode.INVALID_FIELD, "text: must not be empty", "text", new Cid("c-5"), null, null));
        samples.put("error-least", ServerMessage.Failure.of(null, ErrorCode.BAD_MESSAGE));
        samples.put(
                "error-name-taken",
                new ServerMessage.Failure(
                        1L, ErrorCode.NAME_TAKEN, ErrorCode.NAME_TAKEN.sentence(), "name", null, "Ana-2", null));
        samples.put(
                "error-rate-limited",
                new ServerMessage.Failure(
                        13L,
                        ErrorCode.RATE_LIMITED,
                        ErrorCode.RATE_LIMITED.sentence(),
                        null,
                        new Cid("c-6"),
                        null,
                        200L));
    }
}

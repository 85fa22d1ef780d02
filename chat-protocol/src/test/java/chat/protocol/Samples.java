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
    private static final RoomName BAND = new RoomName("~pabcdefghijklmnopqrstuvwx2");
    private static final RoomName PAIR = new RoomName("~dabcdefghijklmnopqrstuvwx3");
    private static final RoomSettings BAND_SETTINGS =
            new RoomSettings(new RoomTitle("A banda"), new Description("Ensaios.\nSó nós."), Posting.STAFF, true, 30);
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
        members(samples);
        rooms(samples);
        order(samples);
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
                "posted-mentions",
                new RoomEvent.Posted(
                        RoomName.LOBBY,
                        41,
                        AT,
                        ANA,
                        new Cid("c-41"),
                        new MessageText("@todos: @Bia Souza e @Ana tocam"),
                        new Mentions(List.of(BIA.id(), ANA.id()), true),
                        40L,
                        PostState.FRESH));
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
        samples.put("edited", new RoomEvent.Edited(room, 43, AT + 2, ANA, new Cid("c-43"), 41, text, Mentions.NONE));
        samples.put(
                "edited-erased",
                new RoomEvent.Edited(room, 43, AT + 2, ANA, new Cid("c-43"), 41, MessageText.ERASED, Mentions.NONE));
        samples.put(
                "edited-mentions",
                new RoomEvent.Edited(
                        room,
                        43,
                        AT + 2,
                        ANA,
                        new Cid("c-43"),
                        41,
                        new MessageText("@todos: olá @Bia Souza"),
                        new Mentions(List.of(BIA.id()), true)));
        samples.put("deleted", new RoomEvent.Deleted(room, 44, AT + 3, ANA, new Cid("c-44"), 41));
        samples.put("reacted", new RoomEvent.Reacted(room, 45, AT + 4, BIA, new Cid("c-45"), 41, thumb, true, 2));
        samples.put("reacted-off", new RoomEvent.Reacted(room, 46, AT + 5, BIA, new Cid("c-46"), 41, thumb, false, 0));
        samples.put("pinned", new RoomEvent.Pinned(room, 47, AT + 6, BIA, new Cid("c-47"), 41, true));
        samples.put("pinned-off", new RoomEvent.Pinned(room, 48, AT + 7, BIA, new Cid("c-48"), 41, false));
        samples.put("topicChanged", new RoomEvent.TopicChanged(room, 49, AT + 8, ANA, new Cid("c-49"), TOPIC));
        samples.put(
                "topicChanged-none", new RoomEvent.TopicChanged(room, 50, AT + 9, ANA, new Cid("c-50"), Topic.NONE));
    }

    private static void members(Map<String, ServerMessage> samples) {
        samples.put("memberAdded", new RoomEvent.MemberAdded(BAND, 1, AT, ANA, new Cid("c-1"), ANA, Role.OWNER));
        samples.put("memberRemoved", new RoomEvent.MemberRemoved(BAND, 3, AT + 2, ANA, new Cid("c-3"), BIA));
        samples.put("roleChanged", new RoomEvent.RoleChanged(JAZZ, 1, AT, ANA, new Cid("c-1"), BIA, Role.MODERATOR));
        samples.put("roomChanged", new RoomEvent.RoomChanged(BAND, 4, AT + 3, ANA, new Cid("c-4"), BAND_SETTINGS));
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
                        false,
                        false,
                        EPOCH,
                        new Limits(65_536, 8_000, 100, 2_000, 300, 20, 5),
                        25));
        samples.put(
                "welcome-account",
                new ServerMessage.Welcome(
                        1L, ANA_SHOWN, null, true, true, EPOCH, new Limits(65_536, 8_000, 100, 2_000, 300, 20, 5), 25));
        samples.put(
                "welcome-no-id",
                new ServerMessage.Welcome(
                        null, BIA_SHOWN, "t", false, false, "e", new Limits(1_024, 8_000, 1, 10, 10, 0, 0), 1));
        joins(samples);
        samples.put("live", new ServerMessage.Live(RoomName.LOBBY));
    }

    private static void joins(Map<String, ServerMessage> samples) {
        RoomView lobby = RoomView.of(RoomName.LOBBY, RoomSettings.of(LOBBY_TITLE), TOPIC, Role.MEMBER, null);
        RoomView muted = RoomView.of(RoomName.LOBBY, RoomSettings.of(LOBBY_TITLE), TOPIC, Role.MEMBER, 0L);
        RoomView jazz = RoomView.of(JAZZ, RoomSettings.of(JAZZ_TITLE), Topic.NONE, Role.OWNER, null);
        RoomView band = RoomView.of(BAND, BAND_SETTINGS, TOPIC, Role.READER, AT + 60_000);
        RoomView pair = RoomView.of(PAIR, RoomSettings.of(RoomTitle.of(PAIR)), Topic.NONE, Role.MEMBER, null);
        List<SeenMark> seen = List.of(new SeenMark(BIA, 5));
        List<RoomMember> both = List.of(RoomMember.of(ANA_SHOWN), new RoomMember(BIA_SHOWN, Role.MODERATOR, false));
        List<RoomMember> alone = List.of(RoomMember.of(ANA_SHOWN));
        samples.put("joined", new ServerMessage.Joined(2L, lobby, 42, 2, both, List.of()));
        samples.put("joined-empty", new ServerMessage.Joined(null, jazz, 0, 0, List.of(), List.of()));
        samples.put("joined-private", new ServerMessage.Joined(2L, band, 7, 1, alone, List.of()));
        samples.put("joined-direct", new ServerMessage.Joined(2L, pair, 7, 1, alone, seen));
        samples.put(
                "reset", new ServerMessage.Reset(2L, muted, 42, EPOCH, 1, alone, List.of(), List.of(hello(), reply())));
        samples.put("reset-direct", new ServerMessage.Reset(2L, pair, 7, EPOCH, 1, alone, seen, List.of()));
        samples.put("reset-empty", new ServerMessage.Reset(null, jazz, 0, EPOCH, 1, alone, List.of(), List.of()));
    }

    private static void answers(Map<String, ServerMessage> samples) {
        samples.put("ack", new ServerMessage.Ack(3L, RoomName.LOBBY, new Cid("c-41"), 41, AT, false));
        samples.put("ack-duplicate", new ServerMessage.Ack(null, RoomName.LOBBY, new Cid("c-41"), 41, AT, true));
        samples.put("history", new ServerMessage.History(5L, RoomName.LOBBY, List.of(hello(), reply()), 1, true));
        samples.put("history-empty", new ServerMessage.History(null, RoomName.LOBBY, List.of(), 43, false));
        RoomSummary jazz = RoomSummary.of(
                JAZZ,
                new RoomSettings(JAZZ_TITLE, new Description("Tudo sobre jazz.\nE blues."), Posting.STAFF, true, 5),
                Topic.NONE,
                1,
                0);
        RoomSummary lobby = RoomSummary.of(RoomName.LOBBY, RoomSettings.of(LOBBY_TITLE), TOPIC, 120, 42);
        samples.put("rooms", new ServerMessage.Rooms(7L, List.of(jazz, lobby), false));
        samples.put("rooms-none", new ServerMessage.Rooms(null, List.of(), false));
        samples.put(
                "members",
                new ServerMessage.Members(
                        8L,
                        RoomName.LOBBY,
                        2,
                        List.of(RoomMember.of(ANA_SHOWN), new RoomMember(BIA_SHOWN, Role.OWNER, false)),
                        false));
        samples.put(
                "members-private",
                new ServerMessage.Members(
                        8L,
                        BAND,
                        2,
                        List.of(
                                new RoomMember(ANA_SHOWN, Role.READER, false),
                                new RoomMember(BIA_SHOWN, Role.MEMBER, true)),
                        false));
        samples.put(
                "members-unasked",
                new ServerMessage.Members(null, RoomName.LOBBY, 500, List.of(RoomMember.of(ANA_SHOWN)), true));
        samples.put("roomCreated", new ServerMessage.RoomCreated(11L, JAZZ, JAZZ_TITLE, Visibility.PUBLIC, true));
        samples.put(
                "roomCreated-there",
                new ServerMessage.RoomCreated(null, JAZZ, RoomTitle.of(JAZZ), Visibility.PUBLIC, false));
    }

    private static void rooms(Map<String, ServerMessage> samples) {
        samples.put(
                "roomCreated-private",
                new ServerMessage.RoomCreated(12L, BAND, BAND_SETTINGS.title(), Visibility.PRIVATE, true));
        MyRoom band = new MyRoom(
                BAND,
                Visibility.PRIVATE,
                BAND_SETTINGS.title(),
                TOPIC,
                Role.OWNER,
                7,
                List.of(),
                true,
                new ReadMark(BAND, 5, 2, 1, 7));
        MyRoom pair = new MyRoom(
                PAIR,
                Visibility.DIRECT,
                new RoomTitle("Bia Souza"),
                Topic.NONE,
                Role.MEMBER,
                3,
                List.of(BIA),
                false,
                new ReadMark(PAIR, 3, 0, 0, 3));
        samples.put("myRooms", new ServerMessage.MyRooms(30L, List.of(pair, band), false));
        samples.put("myRooms-none", new ServerMessage.MyRooms(null, List.of(), false));
        samples.put("roomAdded", new ServerMessage.RoomAdded(pair));
        samples.put("removed", new ServerMessage.Removed(BAND, RemovedReason.LEFT, null, null));
        samples.put(
                "removed-banned",
                new ServerMessage.Removed(JAZZ, RemovedReason.BANNED, AT + 60_000, new Reason("spam")));
        samples.put("standing", new ServerMessage.Standing(JAZZ, 0L));
        samples.put("standing-unmuted", new ServerMessage.Standing(JAZZ, null));
        samples.put("done", new ServerMessage.Done(31L));
        samples.put("done-least", new ServerMessage.Done(null));
    }

    private static void order(Map<String, ServerMessage> samples) {
        samples.put(
                "restrictions",
                new ServerMessage.Restrictions(
                        32L,
                        JAZZ,
                        List.of(
                                new Restriction(ANA, RestrictionKind.MUTE, null, null, BIA, AT, false),
                                new Restriction(
                                        BIA, RestrictionKind.BAN, AT + 60_000, new Reason("spam"), ANA, AT + 1, true)),
                        true));
        samples.put("restrictions-none", new ServerMessage.Restrictions(null, JAZZ, List.of(), false));
        samples.put(
                "reports",
                new ServerMessage.Reports(
                        33L, RoomName.LOBBY, List.of(new Report(5, reply(), new Reason("insulto"), ANA, AT)), true));
        samples.put("reports-none", new ServerMessage.Reports(null, RoomName.LOBBY, List.of(), false));
        samples.put("blocks", new ServerMessage.Blocks(34L, List.of(BIA)));
        samples.put("blocks-none", new ServerMessage.Blocks(null, List.of()));
        samples.put("blocked", new ServerMessage.Blocked(BIA, true));
        samples.put("blocked-off", new ServerMessage.Blocked(BIA, false));
        samples.put("foundUsers", new ServerMessage.FoundUsers(35L, List.of(ANA_SHOWN, BIA_SHOWN)));
        samples.put("foundUsers-none", new ServerMessage.FoundUsers(null, List.of()));
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
        ReadMark jazz = new ReadMark(JAZZ, 0, ProtocolLimits.UNREAD_MAX + 1, 12, 2_000);
        ReadMark lobby = new ReadMark(RoomName.LOBBY, 41, 1, 1, 43);
        samples.put("readUpTo", new ServerMessage.ReadUpTo(19L, lobby));
        samples.put("readUpTo-elsewhere", new ServerMessage.ReadUpTo(null, new ReadMark(RoomName.LOBBY, 43, 0, 0, 43)));
        samples.put("seen", new ServerMessage.Seen(PAIR, new SeenMark(BIA, 7)));
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
        samples.put(
                "error-muted",
                new ServerMessage.Failure(
                        14L, ErrorCode.MUTED, ErrorCode.MUTED.sentence(), null, new Cid("c-7"), null, 59_000L));
    }
}

package chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Act;
import chat.protocol.ErrorCode;
import chat.protocol.Permissions;
import chat.protocol.Posting;
import chat.protocol.Role;
import chat.protocol.Visibility;
import chat.server.config.StoreChoice;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * Every act by everybody in every kind of room, said over the wire, is answered as {@link Permissions} has it. An act that
 * nobody says how to do here does not compile. All on one server, which holds the more for that.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionMatrixIT {
    private static final String DONE = "";
    private static final boolean[] EITHER = {false, true};

    /** What is done in a room that one has joined; the rest is done from wherever one is. */
    private static final Set<Act> INSIDE = EnumSet.of(
            Act.READ,
            Act.POST,
            Act.EDIT_OWN,
            Act.DELETE_OWN,
            Act.REACT,
            Act.PIN,
            Act.SET_TOPIC,
            Act.MENTION_ROOM,
            Act.DELETE_ANY);

    private final TestServer server = TestServer.start(config ->
            config.withStore(new StoreChoice.Memory()).withSessions(sessions -> sessions.withRateLimit(false)));

    /** Owns every room, and sets it up. */
    private final Someone boss = Someone.guest(server, "Chefe");

    /** Does it. */
    private final Someone subject = Someone.guest(server, "Sujeito");

    /** To whom it is done. */
    private final Someone other = Someone.guest(server, "Outra");

    /** In no room. */
    private final Someone outsider = Someone.guest(server, "Fora");

    private int number;
    private String room = "";
    private long theirs;
    private long own;

    @AfterAll
    void close() {
        boss.close();
        subject.close();
        other.close();
        outsider.close();
        server.close();
    }

    /** How the subject stands in a room. */
    private record Case(Visibility visibility, Role role, boolean muted, boolean archived, Posting posting) {
        Permissions.Standing standing() {
            return new Permissions.Standing(visibility, role, muted, archived, posting);
        }
    }

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Visibility visibility : List.of(Visibility.PUBLIC, Visibility.PRIVATE)) {
            for (Role role : Role.values()) {
                for (Posting posting : Posting.values()) {
                    for (boolean muted : EITHER) {
                        for (boolean archived : EITHER) {
                            cases.add(new Case(visibility, role, muted, archived, posting));
                        }
                    }
                }
            }
        }
        return cases;
    }

    @ParameterizedTest
    @EnumSource
    void actIsAllowedToWhomTheTableAllowsIt(Act act) {
        List<String> wrong = new ArrayList<>();
        for (Case each : cases()) {
            setUp(each);
            String expected = Permissions.refusal(act, each.standing())
                    .map(ErrorCode::wireName)
                    .orElse(DONE);
            String actual = does(act);
            if (!matches(act, expected, actual)) {
                wrong.add(each + ": " + actual + " (expected: " + expected + ")");
            }
            deleteRoom();
        }
        assertThat(wrong).isEmpty();
    }

    /** Typing is not answered, and who calls everybody has to post first: there it is not told why. */
    private static boolean matches(Act act, String expected, String actual) {
        boolean told = act != Act.TYPE && act != Act.MENTION_ROOM;
        return told ? expected.equals(actual) : expected.isEmpty() == actual.isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whoIsBannedMayDoNothing(Act act) {
        for (Role role : Role.values()) {
            makeRoom(Visibility.PUBLIC);
            everybodyComesIn();
            assertThat(restrict("ban")).isEqualTo("done");
            setRole(role);

            assertThat(does(act)).as(role.toString()).isEqualTo(expectedOutside(act, ErrorCode.BANNED));
            deleteRoom();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoIsNoMemberMayDoNothing(Act act) {
        makeRoom(Visibility.PRIVATE);
        comeIn(other);
        theirs = post(other);
        own = theirs;

        assertThat(does(act)).isEqualTo(expectedOutside(act, ErrorCode.NO_SUCH_ROOM));
        deleteRoom();
    }

    @ParameterizedTest
    @EnumSource
    void whoHasNoPartInADirectRoomMayDoNothing(Act act) {
        room = boss.ask("{'type':'direct','users':['%s']}".formatted(other.id()))
                .path("room")
                .asString();
        assertThat(other.tryTo("{'type':'join','room':'%s'}".formatted(room))).isEqualTo("joined");
        theirs = post(other);
        own = theirs;

        assertThat(does(act)).isEqualTo(expectedOutside(act, ErrorCode.NO_SUCH_ROOM));
    }

    @ParameterizedTest
    @EnumSource
    void whoWasBannedFromAPrivateRoomIsNoMember(Act act) {
        makeRoom(Visibility.PRIVATE);
        everybodyComesIn();
        assertThat(restrict("ban")).isEqualTo("done");

        assertThat(does(act)).isEqualTo(expectedOutside(act, ErrorCode.NO_SUCH_ROOM));
        deleteRoom();
    }

    @ParameterizedTest
    @EnumSource
    void whoIsNotInAPublicRoomHasToJoinOrHasARole(Act act) {
        for (Role role : Role.values()) {
            makeRoom(Visibility.PUBLIC);
            comeIn(other);
            theirs = post(other);
            own = theirs;
            setRole(role);
            String answer = Permissions.refusal(act, Permissions.Standing.of(Visibility.PUBLIC, role))
                    .map(ErrorCode::wireName)
                    .orElse(DONE);
            String expected = INSIDE.contains(act) ? "notJoined" : act == Act.TYPE ? "not shown" : answer;

            assertThat(does(act)).as(role.toString()).isEqualTo(expected);
            deleteRoom();
        }
    }

    /** People can be blocked wherever they are; and typing is not answered. */
    private static String expectedOutside(Act act, ErrorCode code) {
        return act == Act.BLOCK ? DONE : act == Act.TYPE ? "not shown" : code.wireName();
    }

    @Test
    void directRoomsHaveNeitherStaffNorEnd() {
        room = boss.ask("{'type':'direct','users':['%s','%s']}".formatted(subject.id(), other.id()))
                .path("room")
                .asString();
        for (Act act : Act.values()) {
            for (Someone someone : List.of(boss, subject, other)) {
                someone.ask("{'type':'join','room':'%s'}".formatted(room));
            }
            theirs = post(other);
            own = post(subject);
            String expected = Permissions.refusal(act, Permissions.Standing.of(Visibility.DIRECT, Role.MEMBER))
                    .map(ErrorCode::wireName)
                    .orElse(DONE);

            assertThat(does(act)).as(act.toString()).isEqualTo(expected);
        }
    }

    private void setUp(Case wanted) {
        makeRoom(wanted.visibility);
        everybodyComesIn();
        if (wanted.muted) {
            assertThat(restrict("mute")).isEqualTo("done");
        }
        setRole(wanted.role);
        if (wanted.posting == Posting.STAFF || wanted.archived) {
            assertThat(boss.tryTo("{'type':'setRoom','room':'%s','cid':'%s','posting':'%s','archived':%s}"
                            .formatted(room, cid(), wanted.posting.wireName(), wanted.archived)))
                    .isEqualTo("ack");
        }
    }

    private void makeRoom(Visibility visibility) {
        String name = visibility == Visibility.PUBLIC ? "'room':'room-" + ++number + "'" : "'cid':'" + cid() + "'";
        room = boss.ask("{'type':'createRoom','visibility':'%s',%s}".formatted(visibility.wireName(), name))
                .path("room")
                .asString();
    }

    private void deleteRoom() {
        boss.tryTo("{'type':'deleteRoom','room':'%s'}".formatted(room));
    }

    private void everybodyComesIn() {
        comeIn(subject);
        comeIn(other);
        theirs = post(other);
        own = post(subject);
        subject.news();
        other.news();
        boss.news();
    }

    private void comeIn(Someone guest) {
        if (room.startsWith("~")) {
            assertThat(boss.tryTo(
                            "{'type':'invite','room':'%s','cid':'%s','user':'%s'}".formatted(room, cid(), guest.id())))
                    .isEqualTo("ack");
        }
        assertThat(guest.tryTo("{'type':'join','room':'%s'}".formatted(room))).isEqualTo("joined");
    }

    private long post(Someone who) {
        return who.ask("{'type':'send','room':'%s','cid':'%s','text':'olá'}".formatted(room, cid()))
                .path("seq")
                .asLong();
    }

    private void setRole(Role role) {
        boss.tryTo("{'type':'setRole','room':'%s','cid':'%s','user':'%s','role':'%s'}"
                .formatted(room, cid(), subject.id(), role.wireName()));
    }

    private String restrict(String kind) {
        return boss.tryTo("{'type':'restrict','room':'%s','user':'%s','kind':'%s','on':true}"
                .formatted(room, subject.id(), kind));
    }

    private String cid() {
        return "c" + ++number;
    }

    /** Has the subject do it; what it was refused with, or nothing. */
    private String does(Act act) {
        return switch (act) {
            case READ -> says("'type':'history'");
            case TYPE -> types();
            case POST -> adds("'type':'send','text':'olá'");
            case EDIT_OWN -> adds("'type':'edit','target':%d,'text':'oi'".formatted(own));
            case DELETE_OWN -> adds("'type':'delete','target':%d".formatted(own));
            case REACT -> adds("'type':'react','target':%d,'emoji':'👍','on':true".formatted(theirs));
            case PIN -> adds("'type':'pin','target':%d,'on':true".formatted(theirs));
            case SET_TOPIC -> adds("'type':'setTopic','topic':'x'");
            case MENTION_ROOM -> callsEverybody();
            case DELETE_ANY -> {
                String refused = adds("'type':'delete','target':%d".formatted(theirs));
                yield refused.equals("notAuthor") ? "forbidden" : refused;
            }
            case KICK -> says("'type':'kick','user':'%s'".formatted(other.id()));
            case MUTE -> says("'type':'restrict','user':'%s','kind':'mute','on':true".formatted(other.id()));
            case BAN -> says("'type':'restrict','user':'%s','kind':'ban','on':true".formatted(other.id()));
            case INVITE -> adds("'type':'invite','user':'%s'".formatted(outsider.id()));
            case SET_SLOW_MODE -> adds("'type':'setRoom','slowSeconds':5");
            case SEE_REPORTS -> says("'type':'reports'");
            case CHANGE_ROOM -> adds("'type':'setRoom','title':'Outro'");
            case SET_ROLE -> adds("'type':'setRole','user':'%s','role':'reader'".formatted(other.id()));
            case DELETE_ROOM -> says("'type':'deleteRoom'");
            case REPORT -> says("'type':'report','target':%d,'reason':'x'".formatted(theirs));
            case LEAVE -> adds("'type':'removeMember','user':'%s'".formatted(subject.id()));
            case BLOCK -> {
                says("'type':'block','user':'%s','on':true".formatted(outsider.id()));
                yield says("'type':'block','user':'%s','on':false".formatted(outsider.id()));
            }
        };
    }

    private String adds(String said) {
        return says(said + ",'cid':'" + cid() + "'");
    }

    private String says(String said) {
        JsonNode answer = subject.ask("{" + said + ",'room':'" + room + "'}");
        return answer.path("type").asString().equals("error")
                ? answer.path("code").asString()
                : DONE;
    }

    private String types() {
        other.news();
        subject.say("{'type':'typing','room':'%s'}".formatted(room));
        // Behind it, by the same way, to the room and from there to the other one.
        subject.ask("{'type':'members','room':'%s'}".formatted(room));
        other.ask("{'type':'members','room':'%s'}".formatted(room));
        boolean shown = other.newsTypes().contains("typing");
        return shown ? DONE : "not shown";
    }

    private String callsEverybody() {
        String cid = cid();
        JsonNode answer = subject.ask("{'type':'send','room':'%s','cid':'%s','text':'@room olá'}".formatted(room, cid));
        if (answer.path("type").asString().equals("error")) {
            return answer.path("code").asString();
        }
        JsonNode posted = other.next(message -> message.path("cid").asString().equals(cid));
        return posted.path("mentionsRoom").asBoolean() ? DONE : "forbidden";
    }
}

package chat.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Permissions.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the table of permissions says, in the words of the design; and that the document, the page's code and the cases of
 * the page's tests say the same. {@code -Dpermissions.update=true} writes these three anew.
 */
class PermissionsTest {
    private static final Path ROOT = Path.of("..");

    private static final Set<Act> OF_MEMBERS =
            EnumSet.of(Act.TYPE, Act.POST, Act.EDIT_OWN, Act.REACT, Act.PIN, Act.SET_TOPIC);
    private static final Set<Act> OF_STAFF = EnumSet.of(
            Act.MENTION_ROOM,
            Act.DELETE_ANY,
            Act.KICK,
            Act.MUTE,
            Act.BAN,
            Act.INVITE,
            Act.SET_SLOW_MODE,
            Act.SEE_REPORTS);
    private static final Set<Act> OF_OWNERS = EnumSet.of(Act.CHANGE_ROOM, Act.SET_ROLE, Act.DELETE_ROOM);
    private static final Set<Act> PRIVATE_ONLY = EnumSet.of(Act.INVITE, Act.LEAVE);

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("docs/PERMISSIONS.md", PermissionsText.document()),
                Arguments.of("chat-web/src/protocol/permissions.ts", PermissionsText.code()),
                Arguments.of("chat-protocol/src/test/resources/golden/permissions.json", PermissionsText.cases()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void isWrittenDownAsItIs(String file, String text) throws IOException {
        Path path = ROOT.resolve(file);
        if (Boolean.getBoolean("permissions.update")) {
            Files.writeString(path, text, UTF_8);
        }
        assertThat(Files.readString(path, UTF_8))
                .as("%s (-Dpermissions.update=true writes it)", file)
                .isEqualTo(text);
    }

    private static Set<Act> allowed(Standing standing) {
        return EnumSet.allOf(Act.class).stream()
                .filter(act -> Permissions.allows(act, standing))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Act.class)));
    }

    private static Set<Act> without(Set<Act> acts, Set<Act> taken) {
        Set<Act> left = EnumSet.copyOf(acts);
        left.removeAll(taken);
        return left;
    }

    @Test
    void rolesAddUp() {
        Set<Act> ofAll = without(without(without(EnumSet.allOf(Act.class), OF_MEMBERS), OF_STAFF), OF_OWNERS);
        assertThat(allowed(Standing.of(Visibility.PRIVATE, Role.READER))).isEqualTo(ofAll);
        assertThat(allowed(Standing.of(Visibility.PRIVATE, Role.MEMBER)))
                .isEqualTo(without(EnumSet.allOf(Act.class), EnumSet.copyOf(union(OF_STAFF, OF_OWNERS))));
        assertThat(allowed(Standing.of(Visibility.PRIVATE, Role.MODERATOR)))
                .isEqualTo(without(EnumSet.allOf(Act.class), OF_OWNERS));
        assertThat(allowed(Standing.of(Visibility.PRIVATE, Role.OWNER))).isEqualTo(EnumSet.allOf(Act.class));
    }

    private static Set<Act> union(Set<Act> some, Set<Act> others) {
        Set<Act> all = EnumSet.copyOf(some);
        all.addAll(others);
        return all;
    }

    @ParameterizedTest
    @EnumSource
    void nobodyIsInvitedToAPublicRoomOrLeavesItForGood(Role role) {
        assertThat(allowed(Standing.of(Visibility.PUBLIC, role)))
                .isEqualTo(without(allowed(Standing.of(Visibility.PRIVATE, role)), PRIVATE_ONLY));
    }

    @ParameterizedTest
    @EnumSource
    void aDirectRoomHasNoStaff(Role role) {
        assertThat(allowed(Standing.of(Visibility.DIRECT, role)))
                .isEqualTo(without(allowed(Standing.of(Visibility.PUBLIC, role)), union(OF_STAFF, OF_OWNERS)));
    }

    @ParameterizedTest
    @EnumSource
    void theMutedSayNothing(Role role) {
        Standing muted = new Standing(Visibility.PUBLIC, role, true, false, Posting.ALL);
        assertThat(allowed(muted))
                .isEqualTo(without(
                        allowed(Standing.of(Visibility.PUBLIC, role)),
                        union(OF_MEMBERS, EnumSet.of(Act.MENTION_ROOM))));
        if (role != Role.READER) {
            assertThat(Permissions.refusal(Act.POST, muted)).contains(ErrorCode.MUTED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anArchivedRoomIsReadAndKeptInOrder(Role role) {
        Standing archived = new Standing(Visibility.PRIVATE, role, true, true, Posting.ALL);
        assertThat(allowed(archived))
                .isEqualTo(without(
                        allowed(Standing.of(Visibility.PRIVATE, role)),
                        union(OF_MEMBERS, EnumSet.of(Act.MENTION_ROOM, Act.INVITE, Act.SET_SLOW_MODE))));
        if (role != Role.READER) {
            assertThat(Permissions.refusal(Act.POST, archived)).contains(ErrorCode.ARCHIVED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereStaffPostsTheOthersReact(Role role) {
        Standing announced = new Standing(Visibility.PUBLIC, role, false, false, Posting.STAFF);
        Set<Act> before = allowed(Standing.of(Visibility.PUBLIC, role));
        assertThat(allowed(announced))
                .isEqualTo(
                        role.isStaff()
                                ? before
                                : without(before, EnumSet.of(Act.TYPE, Act.POST, Act.PIN, Act.SET_TOPIC)));
        if (role == Role.MEMBER) {
            assertThat(Permissions.refusal(Act.POST, announced)).contains(ErrorCode.FORBIDDEN);
        }
    }

    @Test
    void whatIsForbiddenIsSaidBeforeWhatIsTakenAway() {
        Standing reader = new Standing(Visibility.PUBLIC, Role.READER, true, true, Posting.STAFF);
        assertThat(Permissions.refusal(Act.POST, reader)).contains(ErrorCode.FORBIDDEN);
    }

    @ParameterizedTest
    @EnumSource
    void nobodyActsOnTheSameOrAHigherRole(Role target) {
        for (Role actor : Role.values()) {
            assertThat(Permissions.allowsOn(Act.KICK, actor, target, false))
                    .isEqualTo(actor.ordinal() < target.ordinal());
        }
        assertThat(Permissions.allowsOn(Act.SET_ROLE, target, target, true)).isEqualTo(target == Role.OWNER);
        assertThat(Permissions.allowsOn(Act.KICK, target, target, true)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void anOwnerGivesAnyRoleAndOthersLowerOnes(Role given) {
        assertThat(Permissions.allowsGiving(Role.OWNER, given)).isTrue();
        assertThat(Permissions.allowsGiving(Role.MODERATOR, given))
                .isEqualTo(given == Role.MEMBER || given == Role.READER);
    }
}

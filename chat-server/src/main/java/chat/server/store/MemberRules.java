package chat.server.store;

import chat.protocol.Role;
import chat.protocol.RoomEvent;
import java.util.Optional;

/** The part of {@link LogRules} that is about members and their roles. */
final class MemberRules {
    private MemberRules() {}

    static Appended decide(Draft draft, LogRules.Place place, LogFacts facts) {
        if (draft instanceof Draft.SetRole set) {
            return setRole(set, place, facts);
        }
        if (place.room().isPublic()) {
            // There everybody is a member; whoever asks for this did not look.
            return LogRules.refused(Appended.Reason.REJECTED);
        }
        return draft instanceof Draft.AddMember add
                ? add(add, place, facts)
                : remove((Draft.RemoveMember) draft, place, facts);
    }

    private static Appended add(Draft.AddMember add, LogRules.Place place, LogFacts facts) {
        if (facts.member(add.user().id()).isPresent()) {
            return LogRules.refused(Appended.Reason.ALREADY_MEMBER);
        }
        if (facts.members() >= add.membersMax()) {
            return LogRules.refused(Appended.Reason.TOO_MANY_MEMBERS);
        }
        return new Appended.Committed(new RoomEvent.MemberAdded(
                place.room(), place.seq(), place.at(), add.from(), add.cid(), add.user(), add.role()));
    }

    private static Appended remove(Draft.RemoveMember remove, LogRules.Place place, LogFacts facts) {
        Optional<Role> role = facts.member(remove.user().id());
        if (role.isEmpty()) {
            return LogRules.refused(Appended.Reason.NO_SUCH_MEMBER);
        }
        // Who is alone may go: nobody is left without an owner.
        if (isLastOwner(role.get(), facts) && facts.members() > 1) {
            return LogRules.refused(Appended.Reason.LAST_OWNER);
        }
        return new Appended.Committed(new RoomEvent.MemberRemoved(
                place.room(), place.seq(), place.at(), remove.from(), remove.cid(), remove.user()));
    }

    private static Appended setRole(Draft.SetRole set, LogRules.Place place, LogFacts facts) {
        Optional<Role> before = facts.member(set.user().id());
        if (before.isEmpty() && !place.room().isPublic()) {
            return LogRules.refused(Appended.Reason.NO_SUCH_MEMBER);
        }
        if (before.isEmpty() && set.role() != Role.MEMBER && facts.members() >= set.membersMax()) {
            return LogRules.refused(Appended.Reason.TOO_MANY_MEMBERS);
        }
        if (before.isPresent() && set.role() != Role.OWNER && isLastOwner(before.get(), facts)) {
            return LogRules.refused(Appended.Reason.LAST_OWNER);
        }
        return new Appended.Committed(new RoomEvent.RoleChanged(
                place.room(), place.seq(), place.at(), set.from(), set.cid(), set.user(), set.role()));
    }

    private static boolean isLastOwner(Role role, LogFacts facts) {
        return role == Role.OWNER && facts.owners() == 1;
    }
}

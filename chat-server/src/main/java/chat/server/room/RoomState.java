package chat.server.room;

import chat.protocol.Author;
import chat.protocol.RoomEvent;
import chat.protocol.Topic;
import chat.protocol.UserId;
import chat.server.store.Restrictions;
import chat.server.store.StoredRoom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What a room's log has made of the room: who may do what, and what it is about. Changed on the room's executor, read by
 * anybody.
 */
final class RoomState {
    private volatile Access access;
    private volatile Topic topic;

    // On the room's executor.
    private long topicSeq;
    private long settingsSeq;
    private long membersSeq;
    private final Map<UserId, Long> memberSeqs = new HashMap<>(2);

    RoomState(StoredRoom from, Restrictions restrictions) {
        this.access = Access.of(from, restrictions);
        this.topic = from.topic();
        this.topicSeq = from.seq();
        this.settingsSeq = from.seq();
        this.membersSeq = from.seq();
    }

    Access access() {
        return access;
    }

    Topic topic() {
        return topic;
    }

    /** Something about restrictions is otherwise now. */
    void restrictions(UnaryOperator<Restrictions> change) {
        access = access.with(change.apply(access.restrictions()));
    }

    /**
     * Events of the log, told or read; those that were noted before change nothing.
     *
     * @param behindHole whether there may be earlier ones that come later
     * @return those of them that changed who belongs to the room
     */
    List<RoomEvent> note(List<RoomEvent> events, boolean behindHole) {
        List<RoomEvent> memberships = List.of();
        for (RoomEvent event : events) {
            Optional<Author> member = memberOf(event);
            if (member.isPresent() && isNews(event, member.get().id(), behindHole)) {
                access = access.with(event);
                memberships = memberships.isEmpty() ? new ArrayList<>(1) : memberships;
                memberships.add(event);
            } else if (event instanceof RoomEvent.TopicChanged changed && changed.seq() > topicSeq) {
                topic = changed.topic();
                topicSeq = changed.seq();
            } else if (event instanceof RoomEvent.RoomChanged changed && changed.seq() > settingsSeq) {
                access = access.with(changed);
                settingsSeq = changed.seq();
            }
        }
        return memberships;
    }

    /** Whose membership or role it is about, if it is about one. */
    static Optional<Author> memberOf(RoomEvent event) {
        if (event instanceof RoomEvent.MemberAdded added) {
            return Optional.of(added.user());
        }
        if (event instanceof RoomEvent.MemberRemoved removed) {
            return Optional.of(removed.user());
        }
        return event instanceof RoomEvent.RoleChanged changed ? Optional.of(changed.user()) : Optional.empty();
    }

    private boolean isNews(RoomEvent event, UserId member, boolean behindHole) {
        if (event.seq() <= memberSeqs.getOrDefault(member, behindHole ? 0L : membersSeq)) {
            return false;
        }
        if (behindHole) {
            memberSeqs.put(member, event.seq());
        }
        membersSeq = Math.max(membersSeq, event.seq());
        return true;
    }

    /** All events up to the newest were noted. */
    void holeClosed() {
        memberSeqs.clear();
    }

    /**
     * The log was changed in place, or came from elsewhere as a whole.
     *
     * @return who does not belong to the room any more
     */
    Set<UserId> rewritten(StoredRoom now) {
        if (now.seq() >= topicSeq) {
            topic = now.topic();
        }
        if (now.seq() < membersSeq || now.seq() < settingsSeq) {
            return Set.of();
        }
        Set<UserId> gone = new HashSet<>(access.members().keySet());
        access = Access.of(now, access.restrictions());
        gone.removeAll(access.members().keySet());
        return gone;
    }
}

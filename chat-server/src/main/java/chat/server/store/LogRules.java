package chat.server.store;

import chat.protocol.PostState;
import chat.protocol.ProtocolLimits;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.Visibility;
import chat.server.store.LogFacts.Target;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of a draft whose {@code cid} is new: the same in all stores. */
public final class LogRules {
    private LogRules() {}

    /**
     * What a draft is answered whose {@code cid} stands for something already.
     *
     * @param stored what it stands for
     * @param fingerprint of the draft that it was then
     */
    public static Appended known(RoomName room, Draft draft, Appended.Duplicate stored, int fingerprint) {
        boolean same = fingerprint == draft.fingerprint() && (stored.room().equals(room) || founded(stored, draft));
        return same ? stored : refused(Appended.Reason.CID_REUSED);
    }

    /** Each try to make a private room comes with another key; the first one counts. */
    private static boolean founded(Appended.Duplicate stored, Draft draft) {
        return stored.seq() == 1
                && stored.room().visibility() == Visibility.PRIVATE
                && draft instanceof Draft.AddMember member
                && member.founds();
    }

    /** Where and when the event will stand, if the draft becomes one. */
    public record Place(RoomName room, long seq, long at) {}

    /**
     * Decides on a draft.
     *
     * @return {@link Appended.Committed} with the event to store, or {@link Appended.Refused}
     */
    public static Appended decide(Draft draft, Place place, LogFacts facts) {
        if (!place.room.isPublic() && !facts.isThere() && !begins(draft, place)) {
            // It would be a room that nobody belongs to.
            return refused(Appended.Reason.NO_SUCH_ROOM);
        }
        if (draft instanceof Draft.Post post) {
            return post(post, place, facts);
        }
        if (draft instanceof Draft.SetTopic topic) {
            return new Appended.Committed(new RoomEvent.TopicChanged(
                    place.room, place.seq, place.at, topic.from(), topic.cid(), topic.topic()));
        }
        if (draft instanceof Draft.SetRoom set) {
            return new Appended.Committed(new RoomEvent.RoomChanged(
                    place.room,
                    place.seq,
                    place.at,
                    set.from(),
                    set.cid(),
                    set.change().of(facts.settings())));
        }
        return draft instanceof Draft.OfTarget change
                ? change(change, place, facts)
                : MemberRules.decide(draft, place, facts);
    }

    /** Whether such a draft may be the first one of a room that not everybody may read. */
    private static boolean begins(Draft draft, Place place) {
        return draft instanceof Draft.AddMember add && (place.room.visibility() == Visibility.DIRECT || add.founds());
    }

    private static Appended change(Draft.OfTarget change, Place place, LogFacts facts) {
        Optional<Target> target = facts.message(change.target()).filter(message -> !message.deleted());
        if (target.isEmpty()) {
            return refused(Appended.Reason.NO_SUCH_TARGET);
        }
        if (change instanceof Draft.React react) {
            return react(react, place, target.get());
        }
        if (change instanceof Draft.Pin pin) {
            return pin(pin, place, target.get(), facts);
        }
        boolean moderated = change instanceof Draft.Delete delete && delete.moderated();
        if (!moderated && !target.get().author().equals(change.from().id())) {
            return refused(Appended.Reason.NOT_AUTHOR);
        }
        if (change instanceof Draft.Edit edit) {
            return new Appended.Committed(new RoomEvent.Edited(
                    place.room,
                    place.seq,
                    place.at,
                    edit.from(),
                    edit.cid(),
                    edit.target(),
                    edit.text(),
                    edit.mentions()));
        }
        return new Appended.Committed(
                new RoomEvent.Deleted(place.room, place.seq, place.at, change.from(), change.cid(), change.target()));
    }

    private static Appended post(Draft.Post post, Place place, LogFacts facts) {
        Long replyTo = post.replyTo();
        if (replyTo != null) {
            Optional<Target> answered = facts.message(replyTo);
            if (answered.isEmpty()) {
                return refused(Appended.Reason.NO_SUCH_TARGET);
            }
            replyTo = answered.get().root().orElse(replyTo);
        }
        return posted(post, place, replyTo);
    }

    private static Appended posted(Draft.Post post, Place place, @Nullable Long root) {
        return new Appended.Committed(new RoomEvent.Posted(
                place.room,
                place.seq,
                place.at,
                post.from(),
                post.cid(),
                post.text(),
                post.mentions(),
                root,
                PostState.FRESH));
    }

    private static Appended react(Draft.React react, Place place, Target target) {
        int users = target.users(react.emoji());
        if (react.on() && users == 0 && target.emojis() >= ProtocolLimits.REACTIONS_PER_POST_MAX) {
            return refused(Appended.Reason.TOO_MANY_REACTIONS);
        }
        boolean there = target.hasReaction(react.from().id(), react.emoji());
        int change = react.on() == there ? 0 : react.on() ? 1 : -1;
        return new Appended.Committed(new RoomEvent.Reacted(
                place.room,
                place.seq,
                place.at,
                react.from(),
                react.cid(),
                react.target(),
                react.emoji(),
                react.on(),
                users + change));
    }

    private static Appended pin(Draft.Pin pin, Place place, Target target, LogFacts facts) {
        if (pin.on() && !target.pinned() && facts.pins() >= ProtocolLimits.PINS_MAX) {
            return refused(Appended.Reason.TOO_MANY_PINS);
        }
        return new Appended.Committed(
                new RoomEvent.Pinned(place.room, place.seq, place.at, pin.from(), pin.cid(), pin.target(), pin.on()));
    }

    static Appended refused(Appended.Reason reason) {
        return new Appended.Refused(reason);
    }
}

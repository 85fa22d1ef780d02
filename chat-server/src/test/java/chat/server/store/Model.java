package chat.server.store;

import chat.protocol.Cid;
import chat.protocol.Emoji;
import chat.protocol.Mentions;
import chat.protocol.MessageText;
import chat.protocol.PostState;
import chat.protocol.ProtocolLimits;
import chat.protocol.ReadMark;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.ServerMessage.Version;
import chat.protocol.Topic;
import chat.protocol.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a store would be if nothing had to be fast: lists of the events that a store committed, from which every answer is
 * worked out anew.
 */
final class Model {
    /** An event as it was committed; the text of an edit or message may have been erased since. */
    private final Map<RoomName, List<RoomEvent>> logs = new HashMap<>();
    /** Messages of all rooms in the order they were committed. */
    private final List<RoomEvent.Posted> posts = new ArrayList<>();

    /** Changes of, and answers to, the message with this room and seq. */
    private final Map<List<Object>, List<RoomEvent>> about = new HashMap<>();

    private final Map<List<Object>, Known> cids = new HashMap<>();
    private final Map<List<Object>, Long> marks = new HashMap<>();

    private final ModelMembers members = new ModelMembers();

    private record Known(Draft draft, RoomEvent event) {}

    List<RoomEvent> log(RoomName room) {
        return logs.getOrDefault(room, List.of());
    }

    /** Takes note of a committed event. */
    void committed(Draft draft, RoomEvent event) {
        logs.computeIfAbsent(event.room(), room -> new ArrayList<>()).add(event);
        cids.put(key(draft), new Known(draft, event));
        members.apply(event);
        if (event instanceof RoomEvent.MemberAdded added) {
            marks.merge(List.of(added.user().id(), event.room()), event.seq() - 1, Math::max);
        } else if (event instanceof RoomEvent.MemberRemoved removed) {
            marks.remove(List.of(removed.user().id(), event.room()));
        }
        if (event instanceof RoomEvent.Posted posted) {
            posts.add(posted);
        }
        Long target = event instanceof RoomEvent.Posted posted
                ? posted.replyTo()
                : event instanceof RoomEvent.Change change ? (Long) change.target() : null;
        if (target != null) {
            about.computeIfAbsent(List.of(event.room(), target), key -> new ArrayList<>())
                    .add(event);
        }
    }

    private List<RoomEvent> about(RoomName room, long seq) {
        return about.getOrDefault(List.of(room, seq), List.of());
    }

    private static List<Object> key(Draft draft) {
        UserId user = draft.from().id();
        Cid cid = draft.cid();
        return List.of(user, cid);
    }

    Optional<Appended> known(RoomName room, Draft draft) {
        Known known = cids.get(key(draft));
        if (known == null) {
            return Optional.empty();
        }
        boolean same =
                asSaid(known.draft).equals(asSaid(draft)) && known.event.room().equals(room);
        return Optional.of(
                same
                        ? new Appended.Duplicate(room, known.event.seq(), known.event.at())
                        : new Appended.Refused(Appended.Reason.CID_REUSED));
    }

    /** What its sender said: whom it calls, and whether it may be, the server finds out. */
    private static Draft asSaid(Draft draft) {
        if (draft instanceof Draft.Post post) {
            return new Draft.Post(post.from(), post.cid(), post.text(), post.replyTo());
        }
        if (draft instanceof Draft.Edit edit) {
            return new Draft.Edit(edit.from(), edit.cid(), edit.target(), edit.text());
        }
        return draft instanceof Draft.Delete delete
                ? new Draft.Delete(delete.from(), delete.cid(), delete.target())
                : draft;
    }

    /** What a draft must become; the time is the store's. */
    Appended expected(RoomName room, Draft draft, long at) {
        Optional<Appended> known = known(room, draft);
        if (known.isPresent()) {
            return known.get();
        }
        boolean founds = draft instanceof Draft.AddMember add && add.founds();
        if (!room.isPublic() && log(room).isEmpty() && !founds) {
            return refused(Appended.Reason.NO_SUCH_ROOM);
        }
        long seq = log(room).size() + 1;
        if (draft instanceof Draft.SetTopic set) {
            return done(new RoomEvent.TopicChanged(room, seq, at, set.from(), set.cid(), set.topic()));
        }
        if (draft instanceof Draft.Post post) {
            return posted(post, room, seq, at);
        }
        if (!(draft instanceof Draft.OfTarget)) {
            return members.expected(draft, room, seq, at);
        }
        Draft.OfTarget change = (Draft.OfTarget) draft;
        Optional<RoomEvent.Posted> target =
                post(room, change.target()).filter(post -> !post.state().deleted());
        if (target.isEmpty()) {
            return refused(Appended.Reason.NO_SUCH_TARGET);
        }
        boolean own = target.get().from().id().equals(draft.from().id());
        if (draft instanceof Draft.Edit edit) {
            return own
                    ? done(new RoomEvent.Edited(
                            room, seq, at, edit.from(), edit.cid(), edit.target(), edit.text(), edit.mentions()))
                    : refused(Appended.Reason.NOT_AUTHOR);
        }
        if (draft instanceof Draft.Delete delete) {
            return own || delete.moderated()
                    ? done(new RoomEvent.Deleted(room, seq, at, delete.from(), delete.cid(), delete.target()))
                    : refused(Appended.Reason.NOT_AUTHOR);
        }
        if (draft instanceof Draft.Pin pin) {
            boolean full = pins(room).size() >= ProtocolLimits.PINS_MAX;
            return full && pin.on() && !target.get().state().pinned()
                    ? refused(Appended.Reason.TOO_MANY_PINS)
                    : done(new RoomEvent.Pinned(room, seq, at, pin.from(), pin.cid(), pin.target(), pin.on()));
        }
        return reacted((Draft.React) draft, target.get(), seq, at);
    }

    private Appended posted(Draft.Post draft, RoomName room, long seq, long at) {
        Long root = draft.replyTo();
        if (root != null) {
            Optional<RoomEvent.Posted> answered = post(room, root);
            if (answered.isEmpty()) {
                return refused(Appended.Reason.NO_SUCH_TARGET);
            }
            root = answered.get().replyTo() == null ? root : answered.get().replyTo();
        }
        return done(new RoomEvent.Posted(
                room, seq, at, draft.from(), draft.cid(), draft.text(), draft.mentions(), root, PostState.FRESH));
    }

    private Appended reacted(Draft.React draft, RoomEvent.Posted target, long seq, long at) {
        Map<Emoji, Set<UserId>> reactions = new HashMap<>();
        for (RoomEvent event : about(target.room(), target.seq())) {
            if (event instanceof RoomEvent.Reacted reacted) {
                Set<UserId> users = reactions.computeIfAbsent(reacted.emoji(), emoji -> new HashSet<>());
                boolean changed = reacted.on()
                        ? users.add(reacted.from().id())
                        : users.remove(reacted.from().id());
                if (changed && users.isEmpty()) {
                    reactions.remove(reacted.emoji());
                }
            }
        }
        reactions.values().removeIf(Set::isEmpty);
        Set<UserId> users = reactions.computeIfAbsent(draft.emoji(), emoji -> new HashSet<>());
        if (draft.on()) {
            users.add(draft.from().id());
        } else {
            users.remove(draft.from().id());
        }
        if (draft.on() && reactions.size() > ProtocolLimits.REACTIONS_PER_POST_MAX) {
            return refused(Appended.Reason.TOO_MANY_REACTIONS);
        }
        return done(new RoomEvent.Reacted(
                target.room(),
                seq,
                at,
                draft.from(),
                draft.cid(),
                draft.target(),
                draft.emoji(),
                draft.on(),
                users.size()));
    }

    private static Appended done(RoomEvent event) {
        return new Appended.Committed(event);
    }

    private static Appended refused(Appended.Reason reason) {
        return new Appended.Refused(reason);
    }

    /** A message as it is now. */
    private Optional<RoomEvent.Posted> post(RoomName room, long seq) {
        List<RoomEvent> log = log(room);
        if (seq < 1 || seq > log.size() || !(log.get((int) seq - 1) instanceof RoomEvent.Posted)) {
            return Optional.empty();
        }
        RoomEvent.Posted post = (RoomEvent.Posted) log.get((int) seq - 1);
        for (RoomEvent event : about(room, seq)) {
            post = event instanceof RoomEvent.Change change ? post.after(change) : post.answeredBy(event.seq());
        }
        return Optional.of(post);
    }

    private RoomEvent shown(RoomEvent event) {
        if (event instanceof RoomEvent.Edited edit
                && post(edit.room(), edit.target()).orElseThrow().state().deleted()) {
            return new RoomEvent.Edited(
                    edit.room(),
                    edit.seq(),
                    edit.at(),
                    edit.from(),
                    edit.cid(),
                    edit.target(),
                    MessageText.ERASED,
                    Mentions.NONE);
        }
        return event instanceof RoomEvent.Posted
                ? post(event.room(), event.seq()).orElseThrow()
                : event;
    }

    Page page(RoomName room, PageRequest request) {
        List<RoomEvent> log = log(room);
        return page(log, request, 1, log.size());
    }

    Page thread(RoomName room, long root, PageRequest request) {
        List<RoomEvent> answers = log(room).stream()
                .filter(event -> event instanceof RoomEvent.Posted posted && Objects.equals(posted.replyTo(), root))
                .toList();
        return answers.isEmpty()
                ? new Page(List.of(), 1, 0)
                : page(
                        answers,
                        request,
                        answers.get(0).seq(),
                        answers.get(answers.size() - 1).seq());
    }

    private Page page(List<RoomEvent> events, PageRequest request, long first, long last) {
        boolean forward = request.direction() == PageRequest.Direction.AFTER;
        List<RoomEvent> page = new ArrayList<>();
        int bytes = 0;
        for (RoomEvent event : sorted(events, forward)) {
            if (forward ? event.seq() > request.seq() : event.seq() < request.seq()) {
                RoomEvent shown = shown(event);
                bytes += Draft.weightBytes(shown);
                if (page.size() == request.eventsMax() || (bytes > request.bytesMax() && !page.isEmpty())) {
                    break;
                }
                page.add(shown);
            }
        }
        return new Page(sorted(page, true), first, last);
    }

    private static List<RoomEvent> sorted(List<RoomEvent> events, boolean forward) {
        Comparator<RoomEvent> bySeq = Comparator.comparingLong(RoomEvent::seq);
        return events.stream().sorted(forward ? bySeq : bySeq.reversed()).toList();
    }

    List<RoomEvent> pins(RoomName room) {
        return log(room).stream()
                .map(this::shown)
                .filter(event ->
                        event instanceof RoomEvent.Posted post && post.state().pinned())
                .toList();
    }

    List<Version> versions(RoomName room, long target) {
        if (post(room, target).filter(post -> !post.state().deleted()).isEmpty()) {
            return List.of();
        }
        List<Version> versions = new ArrayList<>();
        RoomEvent.Posted posted = (RoomEvent.Posted) log(room).get((int) target - 1);
        versions.add(new Version(posted.seq(), posted.at(), posted.text()));
        for (RoomEvent event : about(room, target)) {
            if (event instanceof RoomEvent.Edited edited) {
                versions.add(new Version(edited.seq(), edited.at(), edited.text()));
            }
        }
        return versions;
    }

    List<StoredRoom> rooms() {
        List<StoredRoom> rooms = new ArrayList<>();
        logs.forEach((room, log) -> {
            Topic topic = Topic.NONE;
            for (RoomEvent event : log) {
                topic = event instanceof RoomEvent.TopicChanged changed ? changed.topic() : topic;
            }
            rooms.add(new StoredRoom(room, members.settings(room), topic, log.size(), members.kept(room), false));
        });
        return rooms;
    }

    ReadMark advance(UserId user, RoomName room, long seq) {
        if (log(room).isEmpty() || !members.admit(user, room)) {
            return ReadMark.none(room);
        }
        long read = marks.merge(List.of(user, room), Math.min(seq, log(room).size()), Math::max);
        return mark(user, room, read);
    }

    private ReadMark mark(UserId user, RoomName room, long read) {
        List<RoomEvent.Posted> unread = unread(user, room, read);
        long mentions =
                unread.stream().filter(post -> post.mentions().includes(user)).count();
        return new ReadMark(
                room, read, counted(unread.size()), counted(mentions), log(room).size());
    }

    private static int counted(long number) {
        return (int) Math.min(number, ProtocolLimits.UNREAD_MAX + 1);
    }

    List<ReadMark> marks(UserId user) {
        return logs.keySet().stream()
                .sorted()
                .filter(room -> marks.containsKey(List.of(user, room)))
                .map(room -> mark(user, room, marks.get(List.of(user, room))))
                .toList();
    }

    private List<RoomEvent.Posted> unread(UserId user, RoomName room, long read) {
        List<RoomEvent.Posted> unread = new ArrayList<>();
        for (RoomEvent event : log(room)) {
            if (event.seq() > read
                    && !event.from().id().equals(user)
                    && shown(event) instanceof RoomEvent.Posted post
                    && !post.state().deleted()) {
                unread.add(post);
            }
        }
        return unread;
    }

    /** Messages as they are now, newest first. */
    List<RoomEvent.Posted> found(UserId asker, SearchQuery query, Optional<RoomName> room, Optional<UserId> from) {
        List<RoomEvent.Posted> found = new ArrayList<>();
        for (RoomEvent.Posted posted : posts) {
            RoomEvent.Posted now = post(posted.room(), posted.seq()).orElseThrow();
            if (members.admit(asker, now.room())
                    && room.map(now.room()::equals).orElse(true)
                    && from.map(now.from().id()::equals).orElse(true)
                    && !query.marksIn(SearchWords.of(now.text().value())).isEmpty()) {
                found.add(0, now);
            }
        }
        return found;
    }
}

package chat.server.room;

import chat.protocol.RoomEvent;
import chat.protocol.SeenMark;
import chat.protocol.UserId;
import chat.server.store.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings members from where they are to the head of the room's log: after a join, on a resume, or because they read too
 * slowly.
 *
 * <p>Whoever waits for the same page shares it, a slice of {@link #SHARED_MAX} at a time; slices of all rooms take turns, so
 * that those who are here are never far from theirs. For a page that memory does not have, the store is read first, and
 * for that there is a line too ({@link WaitingLine}). A read that fails is tried again, later and later: those who are in
 * wait for it, until their sessions find that they are behind for too long; those who join are refused after a few tries and
 * may come again.
 *
 * <p>Confined to the room's executor.
 */
final class CatchUp {
    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

    /** Members that one page serves; the others of its place get one of their own, after those of other rooms. */
    static final int SHARED_MAX = 32;

    /** A join is refused when its read has failed so often. */
    static final int JOIN_TRIES_MAX = 3;

    private static final long BACK_OFF_MILLIS_MIN = 250;
    private static final long BACK_OFF_MILLIS_MAX = 4_000;

    private final Room room;
    private final LogReader log;
    private final FanOut fanOut;
    private final Presence presence;
    private final WaitingLine reads;
    private final WaitingLine slices;
    private final Map<Place, Reading> readings = new HashMap<>();
    private final Map<Member, Reading> waiting = new HashMap<>();

    /** Which page of the log. */
    private sealed interface Place {}

    private record After(long seq) implements Place {}

    private enum Edge implements Place {
        /** No page: what is committed from now on. */
        HEAD,
        NEWEST_PAGE
    }

    CatchUp(Room room, LogReader log, FanOut fanOut, Presence presence, RoomRegistry registry) {
        this.room = room;
        this.log = log;
        this.fanOut = fanOut;
        this.presence = presence;
        this.reads = registry.catchUps();
        this.slices = registry.slices();
    }

    /** Lets a member in: live from now on, or with what it missed, or with the newest page instead of that. */
    void admit(Member member, Arrival arrival) {
        if (!member.hasLeft()) {
            await(placeOf(arrival), new Waiting(member, Optional.of(arrival)));
        }
    }

    private Place placeOf(Arrival arrival) {
        if (arrival.after().isEmpty()) {
            return Edge.HEAD;
        }
        long after = arrival.after().getAsLong();
        boolean otherEpoch =
                arrival.epoch().filter(epoch -> !epoch.equals(room.epoch())).isPresent();
        return otherEpoch || after > room.head() || room.head() - after > room.resumeEventsMax()
                ? Edge.NEWEST_PAGE
                : new After(after);
    }

    /** Hands a member the page behind {@code cursor}. */
    void next(Member member, long cursor) {
        if (!member.hasLeft()) {
            await(new After(cursor), new Waiting(member, Optional.empty()));
        }
    }

    /** A member that left waits for nothing. */
    void forget(Member member) {
        Reading reading = waiting.remove(member);
        if (reading != null) {
            reading.members.remove(member);
        }
    }

    private void await(Place place, Waiting reader) {
        Reading shared = readings.get(place);
        Reading reading = shared == null ? new Reading(place) : shared;
        reading.members.put(reader.member(), reader);
        waiting.put(reader.member(), reading);
        if (shared == null) {
            readings.put(place, reading);
            reading.begin();
        }
    }

    /** Not now, but when the event loop has looked at its channels: who posts there was here before the next slice. */
    private void turnOver() {
        room.loop().eventLoop().schedule(slices::leave, 0, TimeUnit.NANOSECONDS);
    }

    /** A page of the log, and who waits for it. It is in line, or under way, or about to be tried again. */
    private final class Reading {
        private final Place place;
        private final Map<Member, Waiting> members = new LinkedHashMap<>();
        private int failures;
        private long rewritesSeen;

        Reading(Place place) {
            this.place = place;
        }

        private void begin() {
            if (inMemory().isPresent()) {
                slices.enter(room.loop(), this::feedFromMemory);
            } else {
                reads.enter(room.loop(), this::read);
            }
        }

        /** What follows the place, if that is nothing or memory has it. */
        private Optional<Stretch> inMemory() {
            if (place == Edge.HEAD || (place instanceof After at && at.seq >= room.head())) {
                return Optional.of(new Stretch(List.of(), room.head(), true));
            }
            return place instanceof After after ? log.recent(after.seq).map(CatchUp.this::stretch) : Optional.empty();
        }

        private void feedFromMemory() {
            Optional<Stretch> here = inMemory();
            if (here.isPresent()) {
                hand(nextSlice(), Optional.empty(), here.get(), CatchUp.this::turnOver);
            } else {
                // While it was in line, memory went on.
                turnOver();
                begin();
            }
        }

        private void read() {
            rewritesSeen = log.rewrites();
            if (members.isEmpty()) {
                readings.remove(place);
                reads.leave();
            } else if (place instanceof After after) {
                log.read(LogReader.pageAfter(after.seq), page -> behind(after.seq, page), this::failed);
            } else {
                log.read(log.newestPage(), page -> feed(slice -> reset(slice, page, this::fed)), this::failed);
            }
        }

        private void behind(long cursor, Page page) {
            if (page.first() > cursor + 1) {
                readings.remove(place);
                lost(take(Integer.MAX_VALUE));
                reads.leave();
            } else if (page.events().isEmpty()) {
                // There is more, or nobody would have asked.
                failed(new IllegalStateException("page: empty (expected: what follows " + cursor + ")"));
            } else {
                // Whether it ends at the head is seen when it is handed over.
                feed(slice -> hand(slice, Optional.empty(), stretch(page.events()), this::fed));
            }
        }

        /** When its turn comes; until then its page counts as being read, so that pages do not pile up. */
        private void feed(Consumer<List<Waiting>> page) {
            slices.enter(room.loop(), () -> {
                if (rewritesSeen == log.rewrites()) {
                    page.accept(nextSlice());
                } else {
                    fed();
                    begin();
                }
            });
        }

        private void fed() {
            turnOver();
            reads.leave();
        }

        /** Those whom this page serves. */
        private List<Waiting> nextSlice() {
            failures = 0;
            List<Waiting> slice = take(SHARED_MAX);
            if (members.isEmpty()) {
                readings.remove(place);
            } else {
                // Behind this one, in line.
                room.loop().eventLoop().execute(this::begin);
            }
            return slice;
        }

        private List<Waiting> take(int max) {
            List<Waiting> taken = new ArrayList<>();
            Iterator<Waiting> rest = members.values().iterator();
            while (rest.hasNext() && taken.size() < max) {
                Waiting reader = rest.next();
                rest.remove();
                waiting.remove(reader.member());
                taken.add(reader);
            }
            return taken;
        }

        private void failed(Throwable why) {
            reads.leave();
            failures++;
            if (failures >= JOIN_TRIES_MAX) {
                refuseJoins();
            }
            long waitMillis = Math.min(BACK_OFF_MILLIS_MAX, BACK_OFF_MILLIS_MIN << Math.min(failures - 1, 10));
            room.loop().eventLoop().schedule(this::begin, waitMillis, TimeUnit.MILLISECONDS);
        }

        private void refuseJoins() {
            for (Waiting reader : List.copyOf(members.values())) {
                if (reader.joining().isPresent()) {
                    forget(reader.member());
                    fanOut.loopOf(reader.member()).run(reader.member()::refused);
                }
            }
        }
    }

    /** The log no longer has what these would need next. */
    private void lost(List<Waiting> readers) {
        for (Waiting reader : readers) {
            if (reader.joining().isPresent()) {
                await(Edge.NEWEST_PAGE, reader);
            } else {
                fanOut.loopOf(reader.member()).run(reader.member()::lost);
            }
        }
    }

    private void reset(List<Waiting> readers, Page page, Runnable done) {
        List<RoomEvent> events = page.events();
        // What was committed while the page was read follows it: a member is as far as its page, not as the room.
        long upTo = events.isEmpty() ? Math.min(page.last(), room.head()) : lastOf(events);
        List<Waiting> pages = new ArrayList<>();
        for (Waiting reader : readers) {
            if (events.isEmpty() || reader.member().format().isJson()) {
                pages.add(reader);
            } else {
                // As messages, in pages that its channel has place for.
                hand(
                        List.of(reader),
                        Optional.empty(),
                        new Stretch(List.of(), events.get(0).seq() - 1, false),
                        () -> {});
            }
        }
        hand(pages, Optional.of(events), new Stretch(List.of(), upTo, upTo >= room.head()), done);
    }

    private Stretch stretch(List<RoomEvent> events) {
        long upTo = lastOf(events);
        return new Stretch(events, upTo, upTo >= room.head());
    }

    private void hand(List<Waiting> readers, Optional<List<RoomEvent>> reset, Stretch stretch, Runnable done) {
        if (readers.isEmpty()) {
            done.run();
            return;
        }
        Optional<Admission> admission;
        try {
            admission = admission(readers, reset, stretch);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error(
                    "room {}: nobody can be told what is here; {} connections are closed",
                    room.name(),
                    readers.size(),
                    e);
            readers.forEach(reader -> fanOut.loopOf(reader.member()).run(reader.member()::lost));
            done.run();
            return;
        }
        fanOut.feed(readers, admission, stretch, done);
        if (stretch.last()) {
            readers.forEach(reader -> {
                presence.refresh(reader.member());
                room.receipts().refresh(reader.member());
            });
        }
    }

    /** What those who join are told first; nothing when nobody does. */
    private Optional<Admission> admission(List<Waiting> readers, Optional<List<RoomEvent>> reset, Stretch stretch) {
        List<Waiting> joining =
                readers.stream().filter(reader -> reader.joining().isPresent()).toList();
        if (joining.isEmpty()) {
            return Optional.empty();
        }
        long seq = reset.isPresent() ? stretch.upTo() : room.head();
        Map<UserId, List<SeenMark>> seen =
                room.receipts().admit(joining.stream().map(Waiting::member).toList());
        Admission admission = new Admission(room.access(), room.topic(), seq, presence.firstPage(), seen, reset);
        joining.forEach(reader -> presence.seenBy(reader.member()));
        return Optional.of(admission);
    }

    private static long lastOf(List<RoomEvent> events) {
        return events.get(events.size() - 1).seq();
    }
}

package chat.server.store;

import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.ServerMessage;
import chat.protocol.UserId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Search without an index: looks through the messages held, newest first. Because it does so on its caller's thread, one
 * call looks at a bounded number of them; a page may therefore have few hits, or none, and yet a next one.
 */
final class MemorySearch implements MessageSearch {
    /** Events that one call passes by. */
    private static final int SCAN_EVENTS_MAX = 10_000;

    /** Text that one call looks through, in UTF-16 code units: one or two milliseconds' work. */
    private static final int SCAN_CHARS_MAX = 128 * 1024;

    private static final int CURSOR_DIGITS_MAX = 18;

    private final Object lock;
    /** Guarded by the lock. */
    private final Map<RoomName, MemoryLog> logs;

    MemorySearch(Object lock, Map<RoomName, MemoryLog> logs) {
        this.lock = lock;
        this.logs = logs;
    }

    /** A message to look at. */
    private record Candidate(long ordinal, RoomEvent.Posted post) {}

    /**
     * Messages to look at, newest first.
     *
     * @param end everything older was not passed by; nothing when nothing is older
     */
    private record Scan(List<Candidate> candidates, Optional<String> end) {}

    /** A place in a room's log, from which to go back. */
    private record Place(MemoryLog log, long seq) {
        long ordinal() {
            return log.ring().ordinal(seq);
        }
    }

    @Override
    public CompletionStage<Found> search(Request request) {
        Optional<Long> before = request.cursor().map(MemorySearch::ordinal);
        if (before.isPresent() && before.get() < 1) {
            return CompletableFuture.failedFuture(new BadCursor());
        }
        Scan scan;
        synchronized (lock) {
            scan = scan(request, before.orElse(Long.MAX_VALUE));
        }
        return CompletableFuture.completedFuture(found(request, scan));
    }

    /** What a cursor says; 0 when it says nothing. */
    private static long ordinal(String cursor) {
        boolean number = cursor.length() <= CURSOR_DIGITS_MAX && cursor.chars().allMatch(c -> c >= '0' && c <= '9');
        return number && !cursor.isEmpty() && cursor.charAt(0) != '0' ? Long.parseLong(cursor) : 0;
    }

    private Scan scan(Request request, long before) {
        Optional<UserId> from = request.from();
        PriorityQueue<Place> newest =
                new PriorityQueue<>(Comparator.comparingLong(Place::ordinal).reversed());
        for (MemoryLog log : readable(request)) {
            Place place = new Place(log, log.ring().lastBefore(before));
            if (log.ring().has(place.seq)) {
                newest.add(place);
            }
        }
        List<Candidate> candidates = new ArrayList<>();
        long end = before;
        for (int i = 0; i < SCAN_EVENTS_MAX && !newest.isEmpty(); i++) {
            Place place = newest.remove();
            end = place.ordinal();
            if (place.log.present(place.seq) instanceof RoomEvent.Posted post
                    && !post.state().deleted()
                    && from.map(post.from().id()::equals).orElse(true)) {
                candidates.add(new Candidate(end, post));
            }
            if (place.log.ring().has(place.seq - 1)) {
                newest.add(new Place(place.log, place.seq - 1));
            }
        }
        return new Scan(candidates, newest.isEmpty() ? Optional.empty() : Optional.of(Long.toString(end)));
    }

    private List<MemoryLog> readable(Request request) {
        return request.room()
                .map(room -> Stream.ofNullable(logs.get(room)))
                .orElseGet(() -> logs.values().stream())
                .filter(log -> log.admits(request.asker()))
                .toList();
    }

    private static Found found(Request request, Scan scan) {
        List<ServerMessage.Hit> hits = new ArrayList<>();
        int chars = 0;
        long last = 0;
        for (Candidate candidate : scan.candidates) {
            String text = candidate.post.text().value();
            chars += text.length();
            boolean hit = !request.query().marksIn(SearchWords.of(text)).isEmpty();
            if (chars > SCAN_CHARS_MAX || (hit && hits.size() == request.limit())) {
                return new Found(hits, Optional.of(Long.toString(last)));
            }
            last = candidate.ordinal;
            if (hit) {
                hits.add(new ServerMessage.Hit(candidate.post, Snippets.of(text, request.query())));
            }
        }
        return new Found(hits, scan.end);
    }
}

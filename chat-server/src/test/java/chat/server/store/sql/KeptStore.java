package chat.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.ExportCodec;
import chat.protocol.ExportLine;
import chat.protocol.ProtocolException;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.server.config.Retention;
import chat.server.store.Appended;
import chat.server.store.Draft;
import chat.server.store.PageRequest;
import chat.server.store.Progress;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A store that is looked after, and what tests do with it again and again. */
final class KeptStore implements AutoCloseable {
    static final Progress NO_MATTER = (what, done, total) -> {};

    private final SqlMessageStore store;
    private final Inspections inspections;
    private final List<RoomName> rewritten = new ArrayList<>();
    private Instant now = Instant.ofEpochMilli(1_800_000_000_000L);
    private Retention byDefault = new Retention(0, 0);

    /** Opens what is stored beside the store. */
    interface Inspections {
        Inspection open() throws IOException;
    }

    /** Makes a store with this clock. */
    interface Opening {
        SqlMessageStore open(java.time.InstantSource clock) throws IOException;
    }

    KeptStore(Opening opening, Inspections inspections) throws IOException {
        this.store = opening.open(() -> now);
        this.inspections = inspections;
    }

    SqlMessageStore store() {
        return store;
    }

    Upkeep upkeep() {
        return new Upkeep(store, byDefault, () -> now, room -> rewritten.add(room.room()));
    }

    void byDefault(Retention retention) {
        byDefault = retention;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Instant now() {
        return now;
    }

    List<RoomName> rewritten() {
        return rewritten;
    }

    List<Appended> append(RoomName room, Draft... drafts) {
        return await(store.append(room, RoomSettings.of(room), List.of(drafts)));
    }

    List<RoomEvent> log(RoomName room) {
        return await(store.read(room, PageRequest.after(0, 100_000, Integer.MAX_VALUE)))
                .events();
    }

    long first(RoomName room) {
        return await(store.read(room, PageRequest.newest(1, 1))).first();
    }

    List<String> rooms() {
        return await(store.rooms()).stream().map(room -> room.room().value()).toList();
    }

    /** What verify finds. */
    List<String> wrong() throws IOException {
        List<String> findings = new ArrayList<>();
        try (Inspection inspection = inspections.open()) {
            int found = inspection.verify(findings::add, NO_MATTER);
            assertThat(found > 0).isEqualTo(!findings.isEmpty());
        }
        return findings;
    }

    /** An export, as lines are written and read again. */
    List<ExportLine> export(RoomName room) throws IOException {
        ExportCodec codec = new ExportCodec();
        List<ExportLine> lines = new ArrayList<>();
        try (Inspection inspection = inspections.open()) {
            inspection.export(
                    room,
                    line -> {
                        try {
                            lines.add(codec.decode(codec.encode(line)));
                        } catch (ProtocolException e) {
                            throw new AssertionError(line.toString(), e);
                        }
                    },
                    NO_MATTER);
        }
        return lines;
    }

    /** Imports an export, so many events at a time. */
    void load(List<ExportLine> lines, RoomName as, int atOnce) throws IOException, ImportException {
        try (RoomImport room = upkeep().begin(as, (ExportLine.Start) lines.get(0))) {
            List<ExportLine.Event> events = new ArrayList<>();
            for (ExportLine line : lines.subList(1, lines.size() - 1)) {
                if (line instanceof ExportLine.Event event) {
                    events.add(event);
                } else {
                    room.addMembers(List.of((ExportLine.Member) line));
                }
            }
            for (int i = 0; i < events.size(); i += atOnce) {
                room.add(events.subList(i, Math.min(events.size(), i + atOnce)));
            }
            room.finish();
        }
    }

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("stage: " + e + " (expected: completes normally)", e);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}

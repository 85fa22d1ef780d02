package chat.server.store.sql;

import chat.protocol.ExportLine;
import chat.protocol.RoomName;
import chat.server.store.StoredRoom;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A room that comes from elsewhere. Until {@link #finish} nobody sees any of it, and when that is never called none of it
 * stays. One thread, which waits for the writer.
 */
public final class RoomImport implements AutoCloseable {
    private final UpkeepTurns turns;
    private final Place place;
    private final RoomName staged = StagedRoom.name();
    private final long id;
    private boolean published;

    /**
     * Where it comes to.
     *
     * @param importing the names for now of what is being imported, which nobody shall clear up
     * @param appeared hears that the room has a log now
     */
    record Place(RoomName name, Set<RoomName> importing, Consumer<StoredRoom> appeared) {}

    RoomImport(UpkeepTurns turns, Place place, ExportLine.Start start) throws IOException, ImportException {
        this.turns = turns;
        this.place = place;
        OptionalLong there = turns.read(statements -> StagedRoom.find(statements, place.name));
        if (there.isPresent()) {
            throw StagedRoom.taken(place.name);
        }
        if (place.name.isPublic() != start.room().isPublic()) {
            throw new ImportException(
                    -1,
                    "room: " + place.name + " (expected: the key of a "
                            + (start.room().isPublic() ? "public" : "private") + " room, as the exported one is)");
        }
        place.importing.add(staged);
        try {
            id = turns.importing(log -> StagedRoom.insert(log, staged, place.name, start), false);
        } catch (IOException | ImportException e) {
            place.importing.remove(staged);
            throw e;
        }
    }

    /**
     * Adds members; before the events, which may make others of them.
     *
     * @param members at most some hundred
     */
    public void addMembers(List<ExportLine.Member> members) throws IOException, ImportException {
        turns.importing(
                log -> {
                    StagedRoom.addMembers(log, id, members);
                    return true;
                },
                false);
    }

    /**
     * Adds events.
     *
     * @param lines at most some hundred
     * @throws ImportException for one that does not follow from those before
     */
    public void add(List<ExportLine.Event> lines) throws IOException, ImportException {
        turns.importing(log -> new ImportStep(log, staged).run(lines), false);
    }

    /**
     * Lets those see it who may.
     *
     * @throws ImportException when something is missing, or there is such a room by now
     */
    public void finish() throws IOException, ImportException {
        OptionalLong blank = turns.read(statements -> StagedRoom.blank(statements, id));
        if (blank.isPresent()) {
            throw new ImportException(
                    -1, "event " + blank.getAsLong() + " has no text (expected: one, or that it is deleted)");
        }
        turns.importing(
                log -> {
                    StagedRoom.publish(log, id, place.name);
                    return true;
                },
                false);
        published = true;
        turns.room(id).ifPresent(place.appeared);
    }

    /** Throws away what was not finished. */
    @Override
    public void close() throws IOException {
        try {
            if (!published) {
                turns.drop(id);
            }
        } finally {
            place.importing.remove(staged);
        }
    }
}

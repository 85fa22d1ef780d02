package chat.server.admin;

import chat.protocol.ExportCodec;
import chat.protocol.ExportLine;
import chat.protocol.ProtocolException;
import chat.protocol.RoomName;
import chat.server.config.Arguments;
import chat.server.store.Progress;
import chat.server.store.sql.ImportException;
import chat.server.store.sql.RoomImport;
import chat.server.store.sql.Upkeep;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads an export line by line into a room; all of it, or nothing. */
final class ImportChange {
    /** Members or events that the store takes at once: a few milliseconds of its writer. */
    private static final int LINES_AT_ONCE = 200;

    private final ExportCodec codec = new ExportCodec();
    private final Upkeep upkeep;

    /** Lines given out one by one. */
    private final class Lines {
        private final Change.Input input;
        private List<byte[]> lines = List.of();
        private int next;
        private long number;

        Lines(Change.Input input) {
            this.input = input;
        }

        boolean hasNext() throws IOException {
            if (next == lines.size()) {
                lines = input.next();
                next = 0;
            }
            return !lines.isEmpty();
        }

        ExportLine next() throws CommandException {
            number++;
            try {
                return codec.decode(lines.get(next++));
            } catch (ProtocolException e) {
                throw bad(number, e.rule());
            }
        }
    }

    ImportChange(Upkeep upkeep) {
        this.upkeep = upkeep;
    }

    String run(Arguments arguments, Change.Input input, Progress progress) throws CommandException, IOException {
        Lines lines = new Lines(input);
        if (!lines.hasNext() || !(lines.next() instanceof ExportLine.Start start)) {
            throw bad(1, "must begin an export: {\"type\":\"export\",…");
        }
        RoomName name = Parameters.room(arguments).orElse(start.room());
        try (RoomImport room = upkeep.begin(name, start)) {
            long events = events(room, start, lines, progress);
            room.finish();
            return "room " + name + " imported with " + events + " events";
        } catch (ImportException e) {
            throw new CommandException(e.rule());
        }
    }

    private long events(RoomImport room, ExportLine.Start start, Lines lines, Progress progress)
            throws CommandException, IOException, ImportException {
        List<ExportLine.Event> events = new ArrayList<>();
        List<ExportLine.Member> members = new ArrayList<>();
        long done = 0;
        while (lines.hasNext()) {
            ExportLine line = lines.next();
            if (line instanceof ExportLine.Member member && done == 0 && events.isEmpty()) {
                members.add(member);
                if (members.size() == LINES_AT_ONCE) {
                    room.addMembers(members);
                    members.clear();
                }
                continue;
            }
            if (!members.isEmpty()) {
                room.addMembers(members);
                members.clear();
            }
            if (line instanceof ExportLine.End end) {
                add(room, events, lines.number - 1);
                done += events.size();
                end(end, start.first() + done - 1, lines);
                return done;
            }
            if (!(line instanceof ExportLine.Event event)
                    || !event.event().room().equals(start.room())) {
                throw bad(lines.number, "must be an event of room " + start.room());
            }
            events.add(event);
            if (events.size() == LINES_AT_ONCE) {
                add(room, events, lines.number);
                done += events.size();
                events.clear();
                progress.at("events imported", done, 0);
            }
        }
        throw bad(lines.number + 1, "is missing; a whole export ends with {\"type\":\"exportEnd\",…");
    }

    private static void end(ExportLine.End end, long last, Lines lines) throws CommandException, IOException {
        if (end.last() != last) {
            throw bad(lines.number, "last: must be " + last + ", the seq of the event before");
        }
        if (lines.hasNext()) {
            throw bad(lines.number + 1, "must not be there: the export has ended");
        }
    }

    /** @param last the number of the line of the last of the events */
    private static void add(RoomImport room, List<ExportLine.Event> events, long last)
            throws CommandException, IOException, ImportException {
        if (events.isEmpty()) {
            return;
        }
        try {
            room.add(events);
        } catch (ImportException e) {
            if (e.index() < 0) {
                throw e;
            }
            throw bad(last - events.size() + 1 + e.index(), e.rule());
        }
    }

    private static CommandException bad(long line, String rule) {
        return new CommandException("line " + line + ": " + rule);
    }
}

package chat.server.admin;

import chat.protocol.ExportCodec;
import chat.protocol.RoomName;
import chat.server.config.CommandSyntax;
import chat.server.store.sql.Inspection;
import chat.server.store.sql.OwnerOnly;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Writes a room's log as lines of JSON, while a server runs or not. */
final class ExportCommand implements Command {
    private static final String UNFINISHED = ".part";

    private final ExportCodec codec = new ExportCodec();

    @Override
    public CommandSyntax syntax() {
        return new CommandSyntax(
                "export",
                List.of(
                        "Writes the log of a room as lines of JSON, one event each, as clients get them. A server may run",
                        "meanwhile. import reads them again."),
                List.of(Parameters.path("FILE", false, "where to; else to standard output.")),
                List.of(Parameters.room(true, "The room.")));
    }

    @Override
    public void run(Call call) throws CommandException, IOException {
        RoomName room = Parameters.room(call.arguments()).orElseThrow();
        Optional<String> file = call.arguments().operand(0);
        long events;
        try (Inspection inspection = Inspections.of(call.config())) {
            events = file.isPresent()
                    ? toFile(Path.of(file.get()), room, inspection, call.terminal())
                    : toStandardOutput(room, inspection, call.terminal());
        }
        call.terminal().note("room " + room + " exported with " + events + " events");
    }

    private long toStandardOutput(RoomName room, Inspection inspection, Terminal terminal)
            throws CommandException, IOException {
        PrintStream out = terminal.out();
        long events = write(out, room, inspection, terminal);
        if (out.checkError()) {
            throw new IOException("standard output: closed (expected: it takes all lines)");
        }
        return events;
    }

    /** It has its name only once it is whole. */
    private long toFile(Path file, RoomName room, Inspection inspection, Terminal terminal)
            throws CommandException, IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new CommandException("file: " + file + " is there (expected: a name that is not taken)");
        }
        Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        try {
            long events;
            Files.deleteIfExists(unfinished);
            Files.createFile(unfinished, OwnerOnly.file(unfinished));
            try (OutputStream out = Files.newOutputStream(unfinished)) {
                events = write(out, room, inspection, terminal);
            }
            Files.move(unfinished, file);
            return events;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private long write(OutputStream to, RoomName room, Inspection inspection, Terminal terminal)
            throws CommandException, IOException {
        OutputStream out = new BufferedOutputStream(to, 1 << 16);
        Inspection.Out lines = line -> {
            out.write(codec.encode(line));
            out.write('\n');
        };
        long events = inspection.export(room, lines, terminal).orElseThrow(() -> Changes.noSuch(room));
        out.flush();
        return events;
    }
}

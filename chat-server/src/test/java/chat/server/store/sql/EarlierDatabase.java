package chat.server.store.sql;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.BIA;
import static chat.server.store.Drafts.delete;
import static chat.server.store.Drafts.draft;
import static chat.server.store.Drafts.edit;
import static chat.server.store.Drafts.pin;
import static chat.server.store.Drafts.react;
import static chat.server.store.Drafts.reply;
import static chat.server.store.Drafts.topic;

import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.server.metrics.ServerMetrics;
import chat.server.store.Draft;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Databases that earlier versions of this program made: {@code schema-1.db.gz}, and so on, one for each schema. */
final class EarlierDatabase {
    /** What is in each of them. */
    static final List<Draft> CONTENT = List.of(
            draft(ANA, "c1", "Olá a todos"),
            reply(BIA, "c2", "bom dia", 1),
            edit(ANA, "c3", 1, "Olá, mundo"),
            react(BIA, "c4", 1, "🎷"),
            pin(BIA, "c5", 1),
            draft(BIA, "c6", "segredo"),
            delete(BIA, "c7", 6),
            topic(ANA, "c8", "Manhãs"));

    private EarlierDatabase() {}

    /** Puts the database of this schema into a directory. */
    static void put(int schema, Path dataDir) throws IOException {
        try (InputStream in = EarlierDatabase.class.getResourceAsStream("schema-" + schema + ".db.gz")) {
            Files.copy(new GZIPInputStream(in), dataDir.resolve(SqliteFile.NAME));
        }
    }

    /** Makes the newest one: to be done once, when a schema is released. The argument: the file to write. */
    public static void main(String[] arguments) throws IOException {
        Path dataDir = Files.createTempDirectory("schema");
        try (SqlMessageStore store = SqliteStore.open(dataDir, InstantSource.system(), new ServerMetrics())) {
            store.append(RoomName.LOBBY, RoomSettings.of(RoomName.LOBBY), CONTENT)
                    .toCompletableFuture()
                    .join();
            store.readMarks()
                    .advance(ANA.id(), RoomName.LOBBY, 1)
                    .toCompletableFuture()
                    .join();
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(Path.of(arguments[0])))) {
            Files.copy(dataDir.resolve(SqliteFile.NAME), out);
        }
    }
}

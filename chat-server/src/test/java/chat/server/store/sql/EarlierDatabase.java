package chat.server.store.sql;

import static chat.server.store.Drafts.ANA;
import static chat.server.store.Drafts.BIA;
import static chat.server.store.Drafts.calling;
import static chat.server.store.Drafts.delete;
import static chat.server.store.Drafts.draft;
import static chat.server.store.Drafts.edit;
import static chat.server.store.Drafts.founding;
import static chat.server.store.Drafts.invite;
import static chat.server.store.Drafts.pin;
import static chat.server.store.Drafts.react;
import static chat.server.store.Drafts.reply;
import static chat.server.store.Drafts.slow;
import static chat.server.store.Drafts.topic;

import chat.protocol.Mentions;
import chat.protocol.Reason;
import chat.protocol.Report;
import chat.protocol.RestrictionKind;
import chat.protocol.Role;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.RoomTitle;
import chat.server.metrics.ServerMetrics;
import chat.server.store.AuditEntry;
import chat.server.store.Draft;
import chat.server.store.PageRequest;
import chat.server.store.StoredRestriction;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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

    /** A private room, there from schema 3 on. */
    static final RoomName BAND = new RoomName("~p" + "a".repeat(25));

    /** What is in it. */
    static final List<Draft> BAND_CONTENT = List.of(
            founding(ANA, "p1"),
            invite(ANA, "p2", BIA, Role.MODERATOR),
            slow(ANA, "p3", 30),
            calling(ANA, "p4", "@Bia, segredo", new Mentions(List.of(BIA.id()), false)));

    /** What holds there. */
    static final StoredRestriction MUTE = new StoredRestriction(
            Optional.of(BAND),
            RestrictionKind.MUTE,
            StoredRestriction.Target.of(BIA),
            OptionalLong.empty(),
            Optional.of(new Reason("Porque sim.")),
            ANA,
            1);

    private EarlierDatabase() {}

    /** Puts the database of this schema into a directory. */
    static void put(int schema, Path dataDir) throws IOException {
        try (InputStream in = EarlierDatabase.class.getResourceAsStream("schema-" + schema + ".db.gz")) {
            Files.copy(new GZIPInputStream(in), dataDir.resolve(SqliteFile.NAME));
        }
    }

    private static void fill(SqlMessageStore store) {
        KeptStore.await(store.append(RoomName.LOBBY, RoomSettings.of(RoomName.LOBBY), CONTENT));
        KeptStore.await(store.append(BAND, RoomSettings.of(new RoomTitle("Banda")), BAND_CONTENT));
        KeptStore.await(store.readMarks().advance(ANA.id(), RoomName.LOBBY, 1));
        RoomEvent.Posted post = (RoomEvent.Posted) KeptStore.await(store.read(BAND, PageRequest.newest(1, 1 << 20)))
                .events()
                .get(0);
        AuditEntry audit = new AuditEntry(1, Optional.of(ANA.id()), "acted", Optional.of(BAND), Optional.empty(), "");
        KeptStore.await(store.moderation().restrict(MUTE, audit));
        KeptStore.await(store.moderation().report(new Report(0, post, new Reason("spam"), BIA, 2), audit));
        KeptStore.await(store.moderation().block(BIA.id(), ANA, true));
    }

    /** Makes the newest one: to be done once, when a schema is released. The argument: the file to write. */
    public static void main(String[] arguments) throws IOException {
        Path dataDir = Files.createTempDirectory("schema");
        try (SqlMessageStore store = SqliteStore.open(dataDir, InstantSource.system(), new ServerMetrics())) {
            fill(store);
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(Path.of(arguments[0])))) {
            Files.copy(dataDir.resolve(SqliteFile.NAME), out);
        }
    }
}

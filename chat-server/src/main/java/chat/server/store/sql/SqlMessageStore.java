package chat.server.store.sql;

import chat.protocol.ReadMark;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.RoomSettings;
import chat.protocol.ServerMessage;
import chat.protocol.UserId;
import chat.server.metrics.ServerMetrics;
import chat.server.store.AccountStore;
import chat.server.store.Appended;
import chat.server.store.AuditEntry;
import chat.server.store.Draft;
import chat.server.store.MessageSearch;
import chat.server.store.MessageStore;
import chat.server.store.Moderation;
import chat.server.store.Page;
import chat.server.store.PageRequest;
import chat.server.store.ReadMarks;
import chat.server.store.StoredRoom;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every event in a database, and says that it has it only when it is on the disk.
 *
 * <p>One thread writes ({@link Writer}), in groups; a few others read, each seeing one moment of the log; none of them is
 * an event loop. Stages complete on these threads. When the database cannot be written to, reading goes on, what is appended
 * is answered {@link Appended.Unwritable} and {@link #state} says why, until it can.
 */
public final class SqlMessageStore implements MessageStore, ReadMarks, MessageSearch {
    private static final Logger LOG = LoggerFactory.getLogger(SqlMessageStore.class);

    /** How long a closing store goes on with what waits to be written, and then with what waits to be read. */
    private static final long CLOSE_MILLIS_MAX = 4_000;

    /** How long those wait for an answer who come upon a lost connection. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Database database;
    private final Dialect dialect;
    private final String epoch;
    private final WorkQueue queue = new WorkQueue();
    private final Writer writer;
    private final Thread writing;
    private final Readers readers;
    private final SqlModeration moderation;

    private SqlMessageStore(
            Database database, String epoch, InstantSource clock, ServerMetrics metrics, Duration patience) {
        this.database = database;
        this.dialect = database.dialect();
        this.epoch = epoch;
        this.readers = new Readers(database);
        this.writer = new Writer(database, queue, clock, metrics, patience);
        this.writing = new Thread(writer, "store-writer");
        this.moderation = new SqlModeration(this::turn, readers, dialect, clock);
    }

    /** A store over this database, which belongs to it from now on. */
    static SqlMessageStore over(Database database, InstantSource clock, ServerMetrics metrics) throws IOException {
        return over(database, clock, metrics, PATIENCE);
    }

    static SqlMessageStore over(Database database, InstantSource clock, ServerMetrics metrics, Duration patience)
            throws IOException {
        try {
            String epoch = database.read(Meta::epoch);
            SqlMessageStore store = new SqlMessageStore(database, epoch, clock, metrics, patience);
            store.writing.start();
            return store;
        } catch (SQLException e) {
            database.close();
            throw new IOException("store: cannot be read (expected: a whole database): " + e.getMessage(), e);
        }
    }

    /** Whether it writes. Any thread. */
    public WriteState state() {
        return writer.state();
    }

    /** How many drafts and read marks wait to be written. Any thread. */
    public int queued() {
        return queue.size();
    }

    @Override
    public String epoch() {
        return epoch;
    }

    @Override
    public CompletionStage<List<StoredRoom>> rooms() {
        return readers.read(statements -> log(statements).rooms());
    }

    @Override
    public CompletionStage<List<Appended>> append(RoomName room, RoomSettings settings, List<Draft> drafts) {
        CompletableFuture<List<Appended>> done = new CompletableFuture<>();
        Work.Append append = new Work.Append(room, settings, List.copyOf(drafts), done);
        switch (queue.offer(append)) {
            case TAKEN -> {}
            case FULL -> done.complete(append.all(new Appended.Refused(Appended.Reason.OVERLOADED)));
            case CLOSED -> done.complete(append.all(new Appended.Refused(Appended.Reason.UNAVAILABLE)));
        }
        return done;
    }

    /** Runs something that reads, on one of the threads that read logs. */
    <T> CompletionStage<T> read(Database.Reading<T> reading) {
        return readers.read(reading);
    }

    /** The accounts in the same database. */
    public AccountStore accounts() {
        return new SqlAccountStore(this);
    }

    @Override
    public CompletionStage<Void> delete(RoomName room, AuditEntry audit) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Chore<Boolean> chore = log -> {
            boolean deleted = new RoomDeletion(log.statements(), dialect).delete(room);
            if (deleted) {
                new AuditRows(log.statements()).add(audit);
            }
            return deleted;
        };
        offer(new Work.Turn<>(chore, true, true, done), done);
        return done.thenAccept(deleted -> {});
    }

    /** Has the writer do a piece of upkeep, in its turn; the stage fails when that could not be done now. */
    <T> CompletableFuture<T> turn(Chore<T> chore, boolean erases) {
        return turn(chore, erases, false);
    }

    private <T> CompletableFuture<T> turn(Chore<T> chore, boolean erases, boolean inOrder) {
        CompletableFuture<T> done = new CompletableFuture<>();
        offer(new Work.Turn<>(chore, erases, inOrder, done), done);
        return done;
    }

    /** Has the writer wipe what was erased from the disk now; false: somebody is in the way, it goes on trying. */
    CompletableFuture<Boolean> wipe() {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        offer(new Work.Wipe(done), done);
        return done;
    }

    /** Has the writer write the tables anew in its turn ({@link Database#rebuild}); false: there is no room for that. */
    CompletableFuture<Boolean> rebuild() {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        offer(new Work.Rebuild(done), done);
        return done;
    }

    private void offer(Work work, CompletableFuture<?> done) {
        if (queue.offer(work) != WorkQueue.Offered.TAKEN) {
            done.completeExceptionally(new Work.NotWritten("too much to write, or closed"));
        }
    }

    Database database() {
        return database;
    }

    @Override
    public CompletionStage<Optional<Appended>> find(RoomName room, Draft draft) {
        Work.Append append = new Work.Append(room, RoomSettings.of(room), List.of(draft), new CompletableFuture<>());
        CidKey key = CidKey.of(draft);
        return readers.read(statements -> {
            // Before and after: a doubt that ends in between may end either way, and what is seen in doubt may not be
            // durable.
            boolean doubtful = writer.isDoubtful(key);
            Optional<KnownCid> known = Optional.ofNullable(
                    GroupLoad.cids(statements, dialect, List.of(append)).get(key));
            return doubtful || writer.isDoubtful(key)
                    ? Optional.of(new Appended.Refused(Appended.Reason.UNAVAILABLE))
                    : known.map(it -> it.answer(room, draft));
        });
    }

    @Override
    public CompletionStage<Page> read(RoomName room, PageRequest request) {
        return readers.read(statements -> log(statements).page(room, request));
    }

    @Override
    public CompletionStage<Page> thread(RoomName room, long root, PageRequest request) {
        return readers.read(statements -> log(statements).thread(room, root, request));
    }

    @Override
    public CompletionStage<List<RoomEvent>> pins(RoomName room) {
        return readers.read(statements -> log(statements).pins(room));
    }

    @Override
    public CompletionStage<List<ServerMessage.Version>> versions(RoomName room, long target) {
        return readers.read(statements -> log(statements).versions(room, target));
    }

    private LogQueries log(Statements statements) {
        return new LogQueries(statements, dialect);
    }

    @Override
    public ReadMarks readMarks() {
        return this;
    }

    @Override
    public CompletionStage<ReadMark> advance(UserId user, RoomName room, long seq) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (queue.offer(new Work.Mark(user, room, seq, done)) != WorkQueue.Offered.TAKEN) {
            done.completeExceptionally(new Work.NotWritten("too much to write, or closed"));
        }
        return done.thenCompose(
                stored -> readers.read(statements -> marks(statements).one(user, room)));
    }

    @Override
    public CompletionStage<List<ReadMark>> in(UserId user, List<RoomName> rooms) {
        return readers.read(statements -> marks(statements).in(user, rooms));
    }

    @Override
    public CompletionStage<Map<UserId, Long>> among(Set<UserId> users, RoomName room) {
        return readers.read(statements -> marks(statements).among(users, room));
    }

    private MarkQueries marks(Statements statements) {
        return new MarkQueries(statements, dialect);
    }

    @Override
    public CompletionStage<List<ReadMark>> of(UserId user, Optional<RoomName> after, int limit) {
        return readers.read(statements -> marks(statements).all(user, after, limit));
    }

    @Override
    public MessageSearch search() {
        return this;
    }

    @Override
    public Moderation moderation() {
        return moderation;
    }

    @Override
    public CompletionStage<Found> search(Request request) {
        SearchCursor cursor;
        try {
            cursor = SearchCursor.of(request);
        } catch (BadCursor e) {
            return CompletableFuture.failedFuture(e);
        }
        return readers.search(statements -> new SearchQueries(statements, dialect).search(request, cursor));
    }

    @Override
    public void close() {
        queue.close();
        try {
            writing.join(CLOSE_MILLIS_MAX);
            if (writing.isAlive()) {
                writing.interrupt();
                writing.join(TimeUnit.SECONDS.toMillis(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        readers.close(CLOSE_MILLIS_MAX);
        if (writing.isAlive()) {
            // Stuck in the database: to close its connection would wait for it, and to let others in would be wrong.
            LOG.warn(
                    "store: the database does not answer (expected: within {} ms; a disk or a database server that works);"
                            + " it is left open",
                    CLOSE_MILLIS_MAX);
            return;
        }
        database.close();
    }
}

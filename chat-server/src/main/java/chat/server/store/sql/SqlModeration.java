package chat.server.store.sql;

import chat.protocol.Author;
import chat.protocol.Report;
import chat.protocol.RoomName;
import chat.protocol.UserId;
import chat.server.store.AuditEntry;
import chat.server.store.Moderation;
import chat.server.store.StoredRestriction;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Restrictions, reports, blocks and the trail in the database. Each change is a turn of the writer: one transaction. */
final class SqlModeration implements Moderation {
    private final Turning turns;
    private final Readers readers;
    private final Dialect dialect;
    private final InstantSource clock;

    /** Has the writer do something in its turn. */
    interface Turning {
        /** As {@link SqlMessageStore#turn}, or in order with drafts and the deletion of rooms. */
        <T> CompletableFuture<T> turn(Chore<T> chore, boolean erases, boolean inOrder);
    }

    /** A change of rows. */
    private interface Change<T> {
        T on(Statements statements) throws SQLException;
    }

    SqlModeration(Turning turns, Readers readers, Dialect dialect, InstantSource clock) {
        this.turns = turns;
        this.readers = readers;
        this.dialect = dialect;
        this.clock = clock;
    }

    /** @param erases whether what somebody wrote may go for good */
    private <T> CompletionStage<T> change(boolean erases, Change<T> change) {
        return turns.turn(log -> change.on(log.statements()), erases, false);
    }

    /** As {@link #change}; what is decided in a room before it is deleted is stored before, and goes with it. */
    private <T> CompletionStage<T> changeInOrder(Change<T> change) {
        return turns.turn(log -> change.on(log.statements()), true, true);
    }

    @Override
    public CompletionStage<Outcome> restrict(StoredRestriction restriction, AuditEntry audit) {
        return changeInOrder(statements -> {
            Outcome outcome = new RestrictionRows(statements).put(restriction, clock.millis());
            if (outcome == Outcome.DONE) {
                new AuditRows(statements).add(audit);
            }
            return outcome;
        });
    }

    @Override
    public CompletionStage<Boolean> lift(StoredRestriction.Key key, AuditEntry audit) {
        return changeInOrder(statements -> {
            boolean held = new RestrictionRows(statements).lift(key, clock.millis());
            if (held) {
                new AuditRows(statements).add(audit);
            }
            return held;
        });
    }

    @Override
    public CompletionStage<List<StoredRestriction>> restrictions() {
        return readers.read(statements -> new RestrictionRows(statements).all(clock.millis()));
    }

    @Override
    public CompletionStage<List<StoredRestriction>> restrictions(
            Optional<RoomName> room, Optional<StoredRestriction.Key> after, int limit) {
        return readers.read(statements -> new RestrictionRows(statements).page(room, after, clock.millis(), limit));
    }

    @Override
    public CompletionStage<Outcome> report(Report report, AuditEntry audit) {
        return change(false, statements -> {
            Optional<Outcome> outcome = new ReportRows(statements).add(report);
            if (outcome.equals(Optional.of(Outcome.DONE))) {
                new AuditRows(statements).add(audit);
            }
            return outcome.orElse(Outcome.DONE);
        });
    }

    @Override
    public CompletionStage<List<Report>> reports(Optional<RoomName> room, long after, int limit) {
        return readers.read(statements -> new ReportRows(statements).page(room, after, limit));
    }

    @Override
    public CompletionStage<Boolean> resolve(RoomName room, long report, AuditEntry audit) {
        return change(true, statements -> {
            boolean there = new ReportRows(statements).remove(room, report);
            if (there) {
                new AuditRows(statements).add(audit);
            }
            return there;
        });
    }

    @Override
    public CompletionStage<Outcome> block(UserId user, Author other, boolean on) {
        return change(!on, statements -> {
            BlockRows blocks = new BlockRows(statements);
            if (on) {
                return blocks.put(user, other);
            }
            blocks.remove(user, other.id());
            return Outcome.DONE;
        });
    }

    @Override
    public CompletionStage<List<Author>> blocks(UserId user) {
        return readers.read(statements -> new BlockRows(statements).of(user));
    }

    @Override
    public CompletionStage<Set<UserId>> blockersOf(UserId user, Set<UserId> among) {
        return readers.read(statements -> new BlockRows(statements).blockersOf(user, among, dialect));
    }

    @Override
    public CompletionStage<Void> audit(AuditEntry entry) {
        return change(false, statements -> {
                    new AuditRows(statements).add(entry);
                    return true;
                })
                .thenAccept(done -> {});
    }

    @Override
    public CompletionStage<List<AuditEntry.Stored>> audit(long before, int limit) {
        return readers.read(statements -> new AuditRows(statements).page(before, limit));
    }
}

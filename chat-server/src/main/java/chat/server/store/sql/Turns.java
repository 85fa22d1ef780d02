package chat.server.store.sql;

import chat.server.store.sql.GroupCommit.Outcome;
import java.sql.SQLException;
import java.util.Optional;

/** Takes the turns of upkeep. The writer's thread. */
final class Turns {
    private Turns() {}

    /**
     * Runs a turn in a transaction of its own and tells whoever waits for it; not when the connection was lost before the
     * commit, if it may be taken again.
     *
     * @param again whether it is taken once more over another connection, should this one be lost
     * @return why the connection is of no more use; nothing: it is
     */
    static <T> Optional<Outcome.Failed> take(Work.Turn<T> turn, LogWriter log, boolean again) {
        Statements statements = log.statements();
        boolean atCommit = false;
        try {
            statements.begin();
            T result = turn.chore().run(log);
            atCommit = true;
            statements.commit();
            turn.done().complete(result);
            return Optional.empty();
        } catch (Exception e) {
            Optional<Outcome.Failed> failed = failed(e, atCommit, log);
            boolean lost = !atCommit
                    && failed.filter(it -> it.failure() instanceof Failure.Broken)
                            .isPresent();
            if (!again || !lost) {
                turn.done().completeExceptionally(e);
            }
            return failed;
        }
    }

    private static Optional<Outcome.Failed> failed(Exception e, boolean atCommit, LogWriter log) {
        Failure failure = e instanceof SQLException sql ? log.dialect().classify(sql) : new Failure.Rejected();
        try {
            // A batch that was begun would be a part of the next one.
            log.statements().renew();
            log.statements().rollback();
        } catch (SQLException alsoBroken) {
            e.addSuppressed(alsoBroken);
            return Optional.of(new Outcome.Failed(new Failure.Broken("the database failed"), false, e));
        }
        boolean rejected = failure instanceof Failure.Rejected && !atCommit;
        return rejected ? Optional.empty() : Optional.of(new Outcome.Failed(failure, false, e));
    }

    /** As {@link #take}. */
    static Optional<Outcome.Failed> wipe(Work.Wipe wipe, Database database, LogWriter log) {
        try {
            wipe.done().complete(database.wipe(log.statements()));
            return Optional.empty();
        } catch (SQLException e) {
            wipe.done().completeExceptionally(e);
            return Optional.of(new Outcome.Failed(log.dialect().classify(e), false, e));
        }
    }

    /** As {@link #take}. */
    static Optional<Outcome.Failed> rebuild(Work.Rebuild rebuild, Database database, LogWriter log) {
        try {
            rebuild.done().complete(database.rebuild(log.statements()));
            return Optional.empty();
        } catch (SQLException e) {
            rebuild.done().completeExceptionally(e);
            return Optional.of(new Outcome.Failed(log.dialect().classify(e), false, e));
        }
    }

    /** There is no connection for now. */
    static void refuse(Work work, String why) {
        if (work instanceof Work.Turn<?> turn) {
            turn.done().completeExceptionally(new Work.NotWritten(why));
        } else if (work instanceof Work.Wipe wipe) {
            wipe.done().completeExceptionally(new Work.NotWritten(why));
        } else if (work instanceof Work.Rebuild rebuild) {
            rebuild.done().completeExceptionally(new Work.NotWritten(why));
        }
    }
}

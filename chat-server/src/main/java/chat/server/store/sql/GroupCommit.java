package chat.server.store.sql;

import chat.server.store.Appended;
import chat.server.store.Draft;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a group into the log: one transaction. Should the database refuse it for the sake of one draft, it is written again
 * draft by draft, and only the bad one is refused. The writer's thread.
 */
final class GroupCommit {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private final Statements statements;
    private final Dialect dialect;
    private final LogWriter log;

    /** What became of a group. */
    sealed interface Outcome {
        /** It is durable. */
        record Committed(LogWriter.Written written) implements Outcome {}

        /**
         * It is not, as far as anybody knows, and the connection is of no more use.
         *
         * @param inDoubt it may be stored after all
         */
        record Failed(Failure failure, boolean inDoubt, Exception cause) implements Outcome {}
    }

    GroupCommit(Statements statements, Dialect dialect, LogWriter log) {
        this.statements = statements;
        this.dialect = dialect;
        this.log = log;
    }

    Outcome commit(Work.Group group) {
        Outcome together = transact(() -> log.write(group));
        boolean rejected = together instanceof Outcome.Failed failed && failed.failure() instanceof Failure.Rejected;
        return rejected ? transact(() -> writeOneByOne(group)) : together;
    }

    private interface Writing {
        LogWriter.Written write() throws SQLException;
    }

    private Outcome transact(Writing writing) {
        LogWriter.Written written;
        try {
            statements.begin();
            written = writing.write();
        } catch (SQLException | RuntimeException e) {
            return rollback(failure(e), e);
        }
        try {
            statements.commit();
        } catch (SQLException e) {
            Failure failure = dialect.classify(e);
            return failure instanceof Failure.Broken ? new Outcome.Failed(failure, true, e) : rollback(failure, e);
        }
        return new Outcome.Committed(written);
    }

    private Outcome rollback(Failure failure, Exception cause) {
        try {
            statements.renew();
            statements.rollback();
            return new Outcome.Failed(failure, false, cause);
        } catch (SQLException e) {
            cause.addSuppressed(e);
            Failure worse = failure instanceof Failure.Rejected ? new Failure.Broken("it failed in itself") : failure;
            return new Outcome.Failed(worse, false, cause);
        }
    }

    /** What goes wrong in the program itself is laid at the door of what it was about. */
    private Failure failure(Exception e) {
        return e instanceof SQLException sql ? dialect.classify(sql) : new Failure.Rejected();
    }

    private LogWriter.Written writeOneByOne(Work.Group group) throws SQLException {
        List<List<Appended>> results = new ArrayList<>(group.appends().size());
        int events = 0;
        boolean erases = false;
        for (Work.Append append : group.appends()) {
            List<Appended> appended = new ArrayList<>(append.drafts().size());
            for (Draft draft : append.drafts()) {
                LogWriter.Written written = writeAlone(append.only(draft));
                appended.addAll(written.appended().get(0));
                events += written.events();
                erases |= written.erases();
            }
            results.add(appended);
        }
        // They are about rooms and numbers that the drafts made; there is nothing in them to refuse.
        log.write(new Work.Group(List.of(), group.marks()));
        return new LogWriter.Written(results, events, erases);
    }

    private LogWriter.Written writeAlone(Work.Append one) throws SQLException {
        statements.run("SAVEPOINT one");
        try {
            LogWriter.Written written = log.write(new Work.Group(List.of(one), List.of()));
            statements.run("RELEASE SAVEPOINT one");
            return written;
        } catch (SQLException | RuntimeException e) {
            if (!(failure(e) instanceof Failure.Rejected)) {
                throw e;
            }
            LOG.error("store: room {}: a draft was refused by the database", one.room(), e);
            statements.renew();
            statements.run("ROLLBACK TO SAVEPOINT one");
            statements.run("RELEASE SAVEPOINT one");
            Appended refused = new Appended.Refused(Appended.Reason.REJECTED);
            return new LogWriter.Written(List.of(List.of(refused)), 0, false);
        }
    }
}

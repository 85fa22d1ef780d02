package chat.server.store.sql;

import chat.server.config.StoreChoice;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL's error codes mean here. */
final class PostgresFailures {
    private static final String UNREACHABLE = "the database server cannot be reached";
    private static final String IN_THE_WAY = "somebody is in the way in the database";

    private PostgresFailures() {}

    /** As {@link Dialect#classify}. */
    static Failure classify(SQLException failure) {
        if (failure instanceof UnfitDatabaseException unfit) {
            return new Failure.Unwritable(unfit.why());
        }
        String state = failure.getSQLState();
        if (state == null || state.length() != 5) {
            return new Failure.Broken(UNREACHABLE);
        }
        return switch (state) {
            case "53100" -> new Failure.Unwritable("the database has no space left");
            case "53300" -> new Failure.Broken("the database server has too many connections");
            case "25006" -> new Failure.Broken("the database can only be read");
            case "42501" -> new Failure.Unwritable("the database does not allow this server to write");
            case "40001", "40P01", "55P03", "57014" -> new Failure.Unwritable(IN_THE_WAY);
            case "57P01", "57P02", "57P03" -> new Failure.Broken("the database server is stopping or starting");
            case "28P01", "28000" -> new Failure.Broken("the database does not let this server in");
            case "3D000", "3F000", "42P01", "42703" -> new Failure.Broken("the database has lost its tables");
            default -> byClass(state.substring(0, 2));
        };
    }

    private static Failure byClass(String errorClass) {
        return switch (errorClass) {
            // Data, integrity, transaction state after such a mistake, syntax, limits of a statement.
            case "0A", "21", "22", "23", "25", "42", "54" -> new Failure.Rejected();
            case "53" -> new Failure.Unwritable("the database server is short of resources");
            case "08", "57" -> new Failure.Broken(UNREACHABLE);
            default -> new Failure.Broken("the database failed");
        };
    }

    /** One line about a database that cannot be opened, for whoever runs the server. */
    static String problem(StoreChoice.Postgres place, SQLException failure) {
        if (failure instanceof UnfitDatabaseException) {
            return message(failure);
        }
        String said = reason(failure);
        return switch (String.valueOf(failure.getSQLState())) {
            case "28P01", "28000" ->
                "postgres-user: " + place.user() + " (expected: a user that " + place.shownUrl()
                        + " lets in, and the right password): " + said;
            case "3D000" -> "postgres-url: " + place.shownUrl() + " (expected: a database that exists): " + said;
            case "42501" ->
                "postgres-user: " + place.user() + " (expected: a user that may make, or owns, the schema "
                        + PostgresSchema.NAME + " of " + place.shownUrl() + "): " + said;
            default -> "postgres-url: " + place.shownUrl() + " (expected: a database that can be used): " + said;
        };
    }

    /** The driver's own words for a failed connection name no reason; that is in the cause. */
    private static String reason(SQLException failure) {
        Throwable cause = failure.getCause();
        String said = message(failure);
        if (cause == null || cause instanceof SQLException || cause.getMessage() == null) {
            return said;
        }
        return said + " " + cause.getClass().getSimpleName().replace("Exception", "") + ": " + cause.getMessage();
    }

    private static String message(SQLException failure) {
        @Nullable String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message.replaceAll("\\s*\\R\\s*", " ");
    }
}

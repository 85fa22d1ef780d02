package chat.server.store.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a schema up to date: the resources {@code 1.sql}, {@code 2.sql}, … of a folder, each once and in order, all in the
 * caller's one transaction. Only the texts of the newest resources matter to a database that has the others.
 *
 * <p>Why not Flyway: there is one writer, one transaction and no branch to merge, so what is left of it is a loop; it would
 * cost half a second at the first start and 1 MB of jar.
 */
final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    /** The schema that this program reads and writes. */
    static final int NEWEST = 3;

    private Migrations() {}

    /** Where the texts of the migrations are. */
    interface Scripts {
        /** The one that makes this version of the one before. */
        String text(int version) throws IOException;
    }

    /**
     * Runs what is newer than the database.
     *
     * @param folder beside this class
     * @param current the version that the database has; 0: none
     */
    static void run(Statements statements, String folder, int current) throws SQLException, IOException {
        run(statements, version -> resource(folder + "/" + version + ".sql"), current, NEWEST);
    }

    /** As above, up to another version. */
    static void run(Statements statements, Scripts scripts, int current, int newest) throws SQLException, IOException {
        if (current > 0 && current < newest) {
            LOG.info(
                    "store: brings the tables from version {} to {}; it reads all events once, some minutes for millions",
                    current,
                    newest);
        }
        for (int version = current + 1; version <= newest; version++) {
            for (String sql : statementsOf(scripts.text(version))) {
                statements.run(sql);
            }
        }
        if (current == 0) {
            Meta.renewEpoch(statements);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Migrations.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("schema: " + name + " (expected: a part of this program)");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A statement ends with a semicolon at the end of a line. */
    static List<String> statementsOf(String script) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        for (String line : script.split("\n")) {
            if (line.strip().startsWith("--") || line.isBlank()) {
                continue;
            }
            statement.append(line).append('\n');
            if (line.endsWith(";")) {
                statements.add(statement.toString());
                statement.setLength(0);
            }
        }
        if (!statement.isEmpty()) {
            throw new IllegalArgumentException("schema: " + statement + " (expected: a semicolon at its end)");
        }
        return statements;
    }
}

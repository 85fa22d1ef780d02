package chat.server.durability;

import chat.server.config.Secret;
import chat.server.config.StoreChoice;
import chat.server.store.sql.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of a server whose messages are in PostgreSQL, and of PostgreSQL below it. */
class PostgresCrashIT {
    private static final int ROUNDS = Integer.getInteger("crash.postgres.rounds", 2);
    private static final int CLIENTS = 24;
    private static final int STEPS_MAX = 400;
    private static final int DISCONNECT_ODDS = 500;

    private static TestPostgres database;

    @TempDir
    private Path data;

    private final long seed = Seed.next();

    @BeforeAll
    static void start() {
        database = TestPostgres.own();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private List<String> flags() {
        StoreChoice.Postgres place = database.database();
        return List.of(
                "--data-dir=" + data,
                "--store=postgres",
                "--postgres-url=" + place.url(),
                "--postgres-user=" + place.user(),
                "--postgres-password=" + place.password().map(Secret::value).orElse(""));
    }

    @Test
    void killedServerLosesNothing() {
        CrashIT.crash(flags(), ROUNDS, seed);
    }

    @Test
    void killedDatabaseServerLosesNothing() {
        AtomicBoolean mayTalk = new AtomicBoolean(true);
        Random random = new Random(seed);
        try (RestartedServer server = new RestartedServer(flags());
                Crowd crowd = new Crowd(server, CLIENTS, DISCONNECT_ODDS, seed)) {
            Crowd.Talk talk = crowd.talk(mayTalk::get);
            for (int round = 0; round < ROUNDS; round++) {
                server.goOnFor(1 + random.nextInt(STEPS_MAX));
                server.awaitDone();
                database.kill();
                database.startAgain();
            }
            server.goOnFor(STEPS_MAX);
            server.awaitDone();
            mayTalk.set(false);
            talk.requireNothingLost();
        }
    }
}

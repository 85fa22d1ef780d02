package chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import chat.server.ApiClient.Reply;
import chat.server.config.Access.SignUp;
import chat.server.config.Access.Way;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code admin …} on the command line: with a server that runs, and without one. */
class AdminCommandIT {
    private static final String PASSWORD = "senha da ana";
    private static final int LOGGED_OUT = 4002;

    @TempDir
    private Path temp;

    private Console console() {
        return Console.of(temp.resolve("data"));
    }

    private Console.Outcome run(String... arguments) {
        return console().run(arguments);
    }

    private TestServer start() {
        return TestServer.start(config -> config.withDataDir(temp.resolve("data"))
                .withAccess(access -> access.withWays(Set.of(Way.ACCOUNTS)).withSignUp(SignUp.INVITE)));
    }

    private Console.Outcome create(String name, String... more) {
        String[] all = new String[3 + more.length];
        all[0] = "admin";
        all[1] = "create";
        all[2] = name;
        System.arraycopy(more, 0, all, 3, more.length);
        return console().typing(PASSWORD + "\n").run(all);
    }

    @Test
    void firstAdminIsMadeBeforeTheServerEverRan() {
        assertThat(create("Ana", "--admin").well())
                .singleElement()
                .asString()
                .matches("administrator Ana made \\(id u[a-z0-9]{25}\\)");

        try (TestServer server = start()) {
            assertThat(server.server().setupCode()).isEmpty();
            assertThat(new ApiClient(server)
                            .logIn("ana", PASSWORD)
                            .body()
                            .path("admin")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void serverThatRunsDoesItAtOnce() {
        try (TestServer server = start()) {
            create("Ana").well();
            create("Root", "--admin").well();
            Reply session = new ApiClient(server).logIn("Ana", PASSWORD);
            JsonClient socket = JsonClient.connect(server.ws());
            socket.say("{'type':'hello','token':'" + session.accessToken() + "'}");
            assertThat(socket.next("welcome").path("admin").asBoolean(true)).isFalse();

            assertThat(run("admin", "disable", "ANA").well())
                    .containsExactly("Ana is disabled and logged out everywhere");

            assertThat(socket.closeCode()).isEqualTo(LOGGED_OUT);
            assertThat(new ApiClient(server).logIn("Ana", PASSWORD).code()).isEqualTo("disabled");
            assertThat(run("admin", "enable", "Ana").well()).containsExactly("Ana may log in");
            assertThat(run("admin", "grant", "Ana").well()).containsExactly("Ana is an administrator");
            assertThat(new ApiClient(server)
                            .logIn("Ana", PASSWORD)
                            .body()
                            .path("admin")
                            .asBoolean())
                    .isTrue();
            assertThat(run("admin", "list").well().get(0)).isEqualTo("2 accounts");
            assertThat(run("admin", "list", "a").well())
                    .hasSize(2)
                    .last()
                    .asString()
                    .matches("Ana  u\\w+  since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\dZ  admin");
        }
        assertThat(run("admin", "revoke", "Ana").well()).containsExactly("Ana is no administrator");
        assertThat(run("admin", "revoke", "Root").failed())
                .isEqualTo("not done: One administrator has to be left who may come in.");
        assertThat(run("admin", "list", "z").well()).containsExactly("0 accounts");
    }

    @Test
    void passwordIsMadeAndPrintedAndReachesNoLog() {
        create("Ana").well();
        try (TestServer server = start();
                LogRecorder log = LogRecorder.record()) {
            Reply session = new ApiClient(server).logIn("Ana", PASSWORD);
            List<String> told = run("admin", "password", "Ana", "--generate").well();

            assertThat(told.get(0)).isEqualTo("Ana has another password and is logged out everywhere");
            String password = told.get(1).substring("password: ".length());
            assertThat(password).matches("[a-z2-9]{5}(-[a-z2-9]{5}){3}");
            assertThat(new ApiClient(server).logIn("Ana", password).status()).isEqualTo(200);
            assertThat(new ApiClient(server)
                            .withToken(session.accessToken())
                            .get("/api/auth/devices")
                            .code())
                    .isEqualTo("badToken");
            assertThat(String.join("\n", log.lines())).contains("command admin").doesNotContain(password);
        }
    }

    @Test
    void devicesAreListedAndLoggedOut() {
        create("Ana").well();
        try (TestServer server = start()) {
            ApiClient one = new ApiClient(server);
            one.logIn("Ana", PASSWORD);
            ApiClient other = new ApiClient(server);
            other.logIn("Ana", PASSWORD);
            List<String> devices = run("admin", "devices", "Ana").well();
            assertThat(devices).hasSize(3).first().isEqualTo("2 devices of Ana");

            String first = devices.get(1).split(" ")[0];
            run("admin", "logout", "Ana", "--device=" + first).well();

            assertThat(List.of(one.refresh().status(), other.refresh().status()))
                    .containsExactlyInAnyOrder(200, 401);
            assertThat(run("admin", "logout", "Ana").well()).containsExactly("Ana is logged out on 1 devices");
            assertThat(run("admin", "logout", "Ana", "--device=" + first).failed())
                    .isEqualTo("not done: There is no such device.");
        }
    }

    @Test
    void invitationLetsPeopleSignUp() {
        try (TestServer server = start()) {
            List<String> told = run("admin", "invite", "--uses=2", "--days=1").well();
            String code = told.get(1).substring("code: ".length());
            String id = told.get(0).split(" ")[1];
            assertThat(told.get(0)).matches("invitation \\w+ for 2 accounts, good until .*Z");
            String body = "{'name':'%s','password':'" + PASSWORD + "','invite':'" + code + "'}";
            assertThat(new ApiClient(server)
                            .post("/api/auth/signup", body.formatted("Bia"))
                            .status())
                    .isEqualTo(201);
            assertThat(run("admin", "invites").well())
                    .hasSize(2)
                    .last()
                    .asString()
                    .startsWith(id + "  by operator");

            assertThat(run("admin", "uninvite", id).well()).containsExactly("invitation " + id + " is taken back");

            assertThat(new ApiClient(server)
                            .post("/api/auth/signup", body.formatted("Cid"))
                            .code())
                    .isEqualTo("badInvite");
        }
    }

    @Test
    void erasedUserHasNoAccountAndNoConnection() {
        create("Ana").well();
        try (TestServer server = start()) {
            Reply session = new ApiClient(server).logIn("Ana", PASSWORD);
            JsonClient socket = JsonClient.connect(server.ws());
            socket.say("{'type':'hello','token':'" + session.accessToken() + "'}");
            socket.next("welcome");

            run("erase-user", session.userId()).well();

            assertThat(socket.closeCode()).isEqualTo(LOGGED_OUT);
            assertThat(new ApiClient(server).logIn("Ana", PASSWORD).code()).isEqualTo("wrongCredentials");
            create("ANA").well();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "admin                            | 2 | ACTION: missing (expected: create, password, ",
                "admin drop Ana                   | 2 | ACTION: drop (expected: create, password, ",
                "admin list --days=0              | 2 | --days: 0 (expected: 1 to 365)",
                "admin create                     | 1 | admin create: nothing (expected: NAME)",
                "admin invites Ana                | 1 | admin invites: Ana (expected: nothing behind it)",
                "admin create 1                   | 1 | name: 1 (expected: 2 to 32 characters",
                "admin create Ana                 | 1 | password: (not shown) (expected: 8 to 256 characters",
                "admin disable Ana                | 1 | data-dir: ",
                "admin create Ana --store=memory  | 1 | password: (not shown)",
                "admin list --store=memory        | 1 | store: memory (expected: "
            })
    void wrongCallIsOneLine(String line, int status, String problem) {
        Console.Outcome outcome = run(line.strip().split(" "));

        assertThat(outcome.status()).isEqualTo(status);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).singleElement().asString().startsWith(problem.strip());
    }

    @Test
    void nameThatIsTakenOrNobodysIsToldSo() {
        create("Ana").well();

        assertThat(create("ANA").failed()).isEqualTo("not done: Somebody has this name.");
        assertThat(run("admin", "disable", "Bia").failed()).isEqualTo("name: Bia (expected: that of an account)");
    }
}

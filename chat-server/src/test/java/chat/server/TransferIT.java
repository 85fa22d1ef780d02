package chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A room goes from one server to another. */
class TransferIT {
    @TempDir
    private Path temp;

    private TestServer start(String name) {
        return TestServer.start(config -> config.withDataDir(temp.resolve(name)));
    }

    private Console console(String name) {
        return Console.of(temp.resolve(name));
    }

    /** One of everything. Nine events. */
    private static void fill(TestServer server) {
        try (JsonClient ana = JsonClient.in(server.ws(), "samba", "Ana");
                JsonClient bia = JsonClient.in(server.ws(), "samba", "Bia")) {
            ana.send("samba", "a1", "primeira palavra");
            bia.send("samba", "b1", "segredo");
            change(ana, "edit", "a2", "'target':1,'text':'outra palavra'");
            change(bia, "delete", "b2", "'target':2");
            change(bia, "react", "b3", "'target':1,'emoji':'👍'");
            change(bia, "pin", "b4", "'target':1");
            change(bia, "send", "b5", "'text':'resposta','replyTo':1");
            change(ana, "setTopic", "a3", "'topic':'roda de samba'");
            ana.send("samba", "a4", "última");
        }
    }

    private static void change(JsonClient client, String type, String cid, String rest) {
        client.say("{'type':'" + type + "','room':'samba','cid':'" + cid + "'," + rest + "}");
        client.next("ack");
    }

    /** What somebody who comes sees of a room. */
    private static List<JsonNode> view(TestServer server, String room) {
        try (JsonClient guest = JsonClient.connect(server.ws())) {
            guest.hello("Guest");
            List<JsonNode> view = new ArrayList<>();
            JsonNode joined = guest.join(room);
            view.add(joined.get("topic"));
            view.add(joined.get("seq"));
            for (String question : List.of("history", "pins")) {
                guest.say("{'type':'" + question + "','room':'" + room + "'}");
                view.add(guest.next(question).get("events"));
            }
            guest.say("{'type':'history','room':'" + room + "','thread':1}");
            view.add(guest.next("history").get("events"));
            guest.say("{'type':'versions','room':'" + room + "','target':1}");
            view.add(guest.next("versions").get("versions"));
            guest.say("{'type':'search','query':'palavra'}");
            view.add(guest.next("found").get("hits"));
            return view;
        }
    }

    @Test
    void importedRoomIsTheOneThatWasExported() {
        Path file = temp.resolve("samba.jsonl");
        List<JsonNode> before;
        try (TestServer server = start("one")) {
            fill(server);
            before = view(server, "samba");
            Console.Outcome exported = console("one").run("export", "--room=samba", file.toString());
            exported.well();
            assertThat(PosixFilePermissions.toString(permissions(file))).isEqualTo("rw-------");
            assertThat(exported.err()).last().isEqualTo("room samba exported with 9 events");
        }
        assertThat(before.get(2)).hasSize(9);
        try (TestServer server = start("two")) {
            assertThat(console("two").run("import", file.toString()).well())
                    .containsExactly("room samba imported with 9 events");
            assertThat(view(server, "samba")).isEqualTo(before);
            assertThat(console("two").run("verify").well()).containsExactly("all is well");
            assertThat(console("two").run("export", "--room=samba").well()).isEqualTo(lines(file));
        }
        assertThat(console("three").run("import", file.toString()).well())
                .as("without a server, or a directory")
                .containsExactly("room samba imported with 9 events");
        try (TestServer server = start("three")) {
            assertThat(view(server, "samba")).isEqualTo(before);
        }
    }

    @Test
    void whoeverIsInTheRoomSeesWhatIsImported() {
        Path file = temp.resolve("samba.jsonl");
        try (TestServer server = start("one")) {
            fill(server);
        }
        console("one").run("export", "--room=samba", file.toString()).well();
        try (TestServer server = start("two");
                JsonClient cid = JsonClient.in(server.ws(), "jazz", "Cid")) {
            console("two").run("import", "--room=jazz", file.toString()).well();

            JsonNode first = cid.next("posted");
            assertThat(first.get("seq").asLong()).isEqualTo(1);
            assertThat(first.get("text").asString()).isEqualTo("outra palavra");
            assertThat(cid.next("topicChanged").get("topic").asString()).isEqualTo("roda de samba");
            assertThat(cid.next("posted").get("text").asString()).isEqualTo("última");
            assertThat(cid.send("jazz", "c1", "olá").get("seq").asLong()).isEqualTo(10);
            cid.say("{'type':'rooms'}");
            assertThat(cid.next("rooms").get("rooms").toString()).contains("\"jazz\"", "roda de samba");

            assertThat(console("two")
                            .run("import", "--room=jazz", file.toString())
                            .failed())
                    .startsWith("room: jazz has or had events (expected: a room without;");
        }
    }

    @Test
    void badLineIsToldByItsNumberAndNothingIsImported() throws Exception {
        Path file = temp.resolve("samba.jsonl");
        try (TestServer server = start("one")) {
            fill(server);
        }
        console("one").run("export", "--room=samba", file.toString()).well();
        List<String> lines = lines(file);
        assertThat(lines).hasSize(11);
        try (TestServer server = start("two")) {
            assertThat(failure("two", with(lines, 3, "olá"))).startsWith("line 4: ");
            assertThat(failure("two", with(lines, 3, ""))).startsWith("line 4: is empty");
            assertThat(failure("two", with(lines, 3, lines.get(4)))).startsWith("line 4: seq: must be 3");
            assertThat(failure("two", with(lines, 0, lines.get(1)))).startsWith("line 1: must begin an export");
            assertThat(failure("two", lines.subList(0, 10))).startsWith("line 11: is missing");
            assertThat(failure("two", with(lines, 3, "x".repeat(2_000_000)))).startsWith("line 4: longer than");
            assertThat(failure("two", List.of())).startsWith("line 1: ");
            try (JsonClient guest = JsonClient.connect(server.ws())) {
                guest.hello("Guest");
                guest.say("{'type':'rooms'}");
                assertThat(guest.next("rooms").get("rooms").toString()).doesNotContain("samba", "import");
                guest.say("{'type':'search','query':'palavra'}");
                assertThat(guest.next("found").get("hits")).isEmpty();
            }
            assertThat(console("two").run("verify").well()).containsExactly("all is well");
        }
        assertThat(failure("two", with(lines, 9, lines.get(8))))
                .as("without a server")
                .startsWith("line 10: seq");
        console("two").run("import", file.toString()).well();
    }

    private String failure(String name, List<String> lines) throws Exception {
        Path bad = Files.write(temp.resolve("bad.jsonl"), lines);
        return console(name).run("import", bad.toString()).failed();
    }

    private static List<String> with(List<String> lines, int index, String line) {
        List<String> changed = new ArrayList<>(lines);
        changed.set(index, line);
        return changed;
    }

    private static Set<PosixFilePermission> permissions(Path file) {
        try {
            return Files.getPosixFilePermissions(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

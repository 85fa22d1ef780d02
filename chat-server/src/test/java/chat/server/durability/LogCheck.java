package chat.server.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** Compares the logs of a server with what its clients said, were promised, and were shown. */
final class LogCheck {
    private final List<? extends Witness> clients;
    private final Map<String, List<JsonNode>> logs;
    private final Map<String, RoomView> replays = new HashMap<>();

    /**
     * Everything that must hold of these logs.
     *
     * @param clients all that ever wrote there, each with its rooms read up to the end of the logs
     * @param logs by room, as read from the server now
     */
    static void requireSound(List<? extends Witness> clients, Map<String, List<JsonNode>> logs) {
        LogCheck check = new LogCheck(clients, logs);
        check.requireWithoutGapAndReplayable();
        check.requireSaidOnce();
        check.requirePromisesKept();
        check.requireOwnChangesOnly();
        check.requireViewsAreTheLog();
    }

    private LogCheck(List<? extends Witness> clients, Map<String, List<JsonNode>> logs) {
        this.clients = clients;
        this.logs = logs;
    }

    /** Messages stand there as their events made them; edits as they were said, unless the message is deleted. */
    private void requireWithoutGapAndReplayable() {
        Map<String, Said> said = new HashMap<>();
        clients.forEach(client -> said.putAll(client.said()));
        UnaryOperator<String> text = cid -> {
            Said what = said.get(cid);
            return what != null && (what.type().equals(Said.SEND) || what.type().equals(Said.EDIT)) ? what.value() : "";
        };
        logs.forEach((room, log) -> {
            for (int i = 0; i < log.size(); i++) {
                assertThat(log.get(i).path("seq").asLong()).as(room).isEqualTo(i + 1L);
            }
            RoomView replay = RoomView.replay(log, text);
            replays.put(room, replay);
            requireSame("state of " + room, RoomView.linesAsTold(log), replay.lines());
        });
    }

    private void requireSaidOnce() {
        Map<String, Witness> users = new HashMap<>();
        clients.forEach(client -> users.put(client.user(), client));
        Set<String> cids = new HashSet<>();
        logs.forEach((room, log) -> log.forEach(event -> {
            String cid = event.path("cid").asString();
            assertThat(cids.add(cid)).as("first of its cid: " + event).isTrue();
            Said what =
                    users.get(event.path("from").path("id").asString()).said().get(cid);
            assertThat(what).as("said: " + event).isNotNull();
            assertThat(what.isToldBy(event, replays.get(room).root(what.target())))
                    .as("%s is told by %s", what, event)
                    .isTrue();
        }));
        clients.forEach(client -> client.refused().forEach((cid, what) -> {
            assertThat(cids).as("without what was refused").doesNotContain(cid);
            assertThat(replays.get(what.room()).isDeleted(what.target()))
                    .as("a reason to refuse " + what)
                    .isTrue();
        }));
    }

    private void requirePromisesKept() {
        for (Witness client : clients) {
            client.acked().forEach((cid, ack) -> {
                List<JsonNode> log = logs.get(client.said().get(cid).room());
                assertThat(log.size()).as("log with " + cid + " at " + ack).isGreaterThanOrEqualTo((int) ack.seq());
                JsonNode event = log.get((int) ack.seq() - 1);
                assertThat(event.path("cid").asString()).as("cid at " + ack).isEqualTo(cid);
                assertThat(event.path("at").asLong()).as("time of " + cid).isEqualTo(ack.at());
            });
        }
    }

    private void requireOwnChangesOnly() {
        logs.forEach((room, log) -> log.stream()
                .filter(event ->
                        Set.of("edited", "deleted").contains(event.path("type").asString()))
                .forEach(event -> assertThat(event.path("from").path("id"))
                        .as(event.toString())
                        .isEqualTo(log.get(event.path("target").asInt() - 1)
                                .path("from")
                                .path("id"))));
    }

    private void requireViewsAreTheLog() {
        for (Witness client : clients) {
            client.views()
                    .forEach((room, view) -> requireSame(
                            room + " as " + client.user() + " has it",
                            view.lines(),
                            replays.get(room).lines()));
        }
    }

    /** Names the first line that differs: whole logs would be too much to read. */
    static void requireSame(String what, List<String> lines, List<String> expected) {
        for (int i = 0; i < Math.min(lines.size(), expected.size()); i++) {
            assertThat(lines.get(i)).as(what).isEqualTo(expected.get(i));
        }
        assertThat(lines.size()).as("events of " + what).isEqualTo(expected.size());
    }
}

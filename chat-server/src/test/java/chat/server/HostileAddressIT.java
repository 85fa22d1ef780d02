package chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Plain clients say who they are and where they want to go in the address, and it may be anything. */
class HostileAddressIT {
    /** Percent-encoded, as they stand in an address. */
    private static final List<String> BAD_NAMES = List.of(
            "",
            "A",
            "%20",
            "12",
            "A1",
            "a".repeat(33),
            "%F0%9F%98%80%F0%9F%98%80",
            "Ana%00",
            "Ana%0aBia",
            "Ana%0d%0aSet-Cookie:%20a",
            "Ana%1b[31m",
            "Ana%C2%85",
            "Ana%E2%80%AEaiB",
            "Ana%E2%80%8B",
            "An%E2%80%A8a",
            "Ana%EF%BF%BF",
            "p%D0%B0ypal",
            "Ana%3Cscript%3E",
            "Ana:",
            "*%20Ana",
            "%ED%A0%80ab",
            "%C0%80ab",
            "%F8%88%80%80%80ab",
            "ab%FF",
            "ab%E2%82",
            "ab%",
            "ab%4",
            "ab%zz",
            "a%CC%81".repeat(33));

    private static final List<String> BAD_ROOMS = List.of(
            "",
            "%20",
            "a%20b",
            "a".repeat(65),
            "a%00",
            "a%0a",
            "a%1b",
            "a/b",
            "..%2f..%2fetc",
            "%3Cb%3E",
            "a%22",
            "a'",
            "%F0%9F%98%80",
            "a%E2%80%AEb",
            "a%E2%80%8Bb",
            "%ED%B0%80",
            "%C0%AF",
            "%",
            "%a");

    private static final List<String> BAD_QUERIES = List.of(
            "style=shout",
            "style=",
            "after=",
            "after=-1",
            "after=1e3",
            "after=0x1",
            "after=%D9%A1",
            "after=9223372036854775808",
            "after=" + "9".repeat(4_000),
            "room=a&room=a",
            "room=a&%72oom=b",
            "name=Ana&name=Bia",
            "name=%&room=a");

    @Test
    void whatIsNoNameNoRoomOrNoPositionIsABadRequest() throws IOException {
        List<String> addresses = Stream.of(
                        BAD_NAMES.stream().filter(name -> !name.isEmpty()).map(name -> "/ws/1/" + name),
                        BAD_NAMES.stream().map(name -> "/ws?name=" + name),
                        BAD_ROOMS.stream().map(room -> "/ws?room=" + room),
                        BAD_QUERIES.stream().map(query -> "/ws?" + query),
                        Stream.of("/ws/%/Ana", "/ws/%FF/Ana", "/ws/1/Ana?room=%00"))
                .flatMap(all -> all)
                .toList();
        try (LogRecorder log = LogRecorder.record();
                TestServer server = TestServer.start()) {
            for (String address : addresses) {
                assertThat(server.upgradeStatus(address, Map.of())).as(address).isEqualTo(400);
            }
            assertThat(server.metrics().handshakesRefused.sum()).isEqualTo(addresses.size());
            assertThat(log.lines())
                    .as("one line, no query, nothing that drives a terminal")
                    .allMatch(line -> line.matches("[ -~]+"))
                    .filteredOn(line -> !line.startsWith("DEBUG "))
                    .hasSize(addresses.size())
                    .allMatch(line -> line.matches("INFO chat.access \\S+ GET [^ ?]+ 400 \\d+ \\d+ ms"));
        }
    }

    @Test
    void whatIsNotAtOneOfTheTwoAddressesIsNotFound() throws IOException {
        try (TestServer server = TestServer.start()) {
            for (String address : List.of("/ws/", "/ws/1", "/ws/1/", "/ws//Ana", "/ws/1/Ana/", "/ws/1/2/Ana", "/wss")) {
                assertThat(server.upgradeStatus(address, Map.of())).as(address).isIn(400, 404);
            }
        }
    }

    @Test
    void anyNameOfOneScriptAndAnyCaseOfARoomWillDo() throws IOException {
        try (TestServer server = TestServer.start()) {
            for (String address : List.of(
                    "/ws/1/Ana%20Maria",
                    "/ws/%20%2e%2e/Zo%C3%AB",
                    "/ws/1/%E6%97%A5%E6%9C%AC",
                    "/ws?name=%D0%90%D0%BD%D0%BD%D0%B0",
                    "/ws?room=S%C3%83O.Paulo-1_a",
                    "/ws?room=%EF%BC%A1",
                    "/ws?after=999999999999999999",
                    "/ws?new=%E2%80%AE%00")) {
                assertThat(server.upgradeStatus(address, Map.of())).as(address).isEqualTo(101);
            }
        }
    }

    @Test
    void twoSpellingsOfANameAreTheSameName() {
        try (TestServer server = TestServer.start();
                WsClient first = WsClient.plain(server.ws(), "/ws/1/Jos%C3%A9");
                WsClient second = WsClient.plain(server.ws(), "/ws/2/JOSE%CC%81");
                WsClient third = WsClient.plain(server.ws(), "/ws/3/%EF%BC%AA%EF%BD%8F%EF%BD%93%C3%A9")) {
            assertThat(first.next()).contains("como José;");
            assertThat(second.next()).contains("como JOSÉ-2;");
            assertThat(third.next()).contains("como José-3;");
        }
    }
}

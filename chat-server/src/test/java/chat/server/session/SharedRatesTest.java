package chat.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.server.room.TestConfig;
import io.netty.util.test.LeakPresenceExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rates that several users share, because they are in one room or at one address; and that of a connection. */
@ExtendWith(LeakPresenceExtension.class)
class SharedRatesTest {
    private static final String ROOMS = "{'type':'rooms','id':7,'limit':1}";

    private TestSessions sessions = new TestSessions();
    private int cids;

    @AfterEach
    void close() {
        sessions.close();
    }

    private void given(TestConfig config) {
        sessions.close();
        sessions = new TestSessions(config);
    }

    private String send(TestClient client) {
        client.say("{'type':'send','room':'lobby','cid':'c" + cids++ + "','text':'text'}");
        List<String> news = new ArrayList<>(client.news());
        news.removeIf(text -> !text.equals("ack") && !text.startsWith("error"));
        assertThat(news).hasSize(1);
        return news.get(0);
    }

    /** How many of so many tries were taken. */
    private int send(TestClient client, int times) {
        int taken = 0;
        for (int i = 0; i < times; i++) {
            taken += send(client).equals("ack") ? 1 : 0;
        }
        return taken;
    }

    private void waitAsTold(TestClient client) {
        sessions.pass(client.last("error").get("retryAfterMillis").asLong(), TimeUnit.MILLISECONDS);
    }

    @Test
    void addressMayDoWhatSoManyUsersMay() {
        given(new TestConfig().usersPerAddress(2));
        List<TestClient> users = new ArrayList<>();
        for (String name : List.of("Ana", "Bia", "Caio", "Davi")) {
            users.add(sessions.inLobby(name, 1));
        }

        assertThat(users.stream().mapToInt(user -> send(user, 15)).sum()).isEqualTo(40);
        assertThat(send(sessions.from("10.0.0.2").inLobby("Enzo", 0), 20)).isEqualTo(20);
        assertThat(send(users.get(3))).isEqualTo("error rateLimited");
        waitAsTold(users.get(3));
        assertThat(send(users.get(3))).isEqualTo("ack");
    }

    static Stream<TestConfig> sharedByTwo() {
        return Stream.of(new TestConfig().usersPerAddress(2), new TestConfig().usersPerRoom(2));
    }

    @ParameterizedTest
    @MethodSource("sharedByTwo")
    void whatItsAddressOrRoomDoesNotTakeCostsAUserNothing(TestConfig config) {
        given(config);
        send(sessions.inLobby("Ana", 0), 20);
        send(sessions.inLobby("Caio", 0), 20);
        TestClient bia = sessions.inLobby("Bia", 1);

        assertThat(send(bia, 100)).isZero();
        sessions.pass(2, TimeUnit.SECONDS);

        assertThat(send(bia, 30)).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'search','query':'x'}",
                "{'type':'history','room':'lobby','limit':1}",
                "{'type':'join','room':'lobby'}",
                "{'type':'unread'}",
                "{'type':'join','room':'new-#'}"
            })
    void everythingThatAUserMayNotDoForEverIsSharedByItsAddress(String said) {
        given(new TestConfig().usersPerAddress(1));
        TestClient ana = sessions.inLobby("Ana", 0);
        TestClient bia = sessions.inLobby("Bia", 1);
        TestClient far = sessions.from("10.0.0.2").inLobby("Caio", 1);

        for (int i = 0; i < 250 && !ana.news().contains("error rateLimited"); i++) {
            ana.say(said.replace("#", "a" + i));
        }
        bia.news();

        assertThat(bia.say(said.replace("#", "b")).news()).contains("error rateLimited");
        assertThat(far.say(said.replace("#", "c")).news()).doesNotContain("error rateLimited");
        waitAsTold(bia);
        assertThat(bia.say(said.replace("#", "d")).news()).doesNotContain("error rateLimited");
    }

    @Test
    void behindAProxyAddressesMeanNothing() {
        given(new TestConfig().usersPerAddress(1).connectionsPerAddressMax(0));

        assertThat(send(sessions.inLobby("Ana", 0), 20)).isEqualTo(20);
        assertThat(send(sessions.inLobby("Bia", 1), 20)).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource({"1000, removed", "0, posted 3"})
    void banByAddressHitsOthersWhereAddressesMeanSomething(int connectionsPerAddressMax, String lastOfCaio) {
        given(new TestConfig().connectionsPerAddressMax(connectionsPerAddressMax));
        TestClient ana = sessions.named("Ana", 0)
                .say("{'type':'createRoom','room':'jazz'}")
                .say("{'type':'join','room':'jazz'}");
        TestClient caio = sessions.named("Caio", 1).say("{'type':'join','room':'jazz'}");
        TestClient bia = sessions.named("Bia", 1)
                .say("{'type':'join','room':'jazz'}")
                .say("{'type':'send','room':'jazz','cid':'b1','text':'text'}");

        ana.say("{'type':'restrict','room':'jazz','user':'%s','kind':'ban','on':true,'byAddress':true}"
                .formatted(ana.last("posted").get("from").get("id").asString()));
        ana.say("{'type':'send','room':'jazz','cid':'a1','text':'text'}");

        assertThat(bia.news()).endsWith("removed");
        assertThat(caio.news()).endsWith(lastOfCaio);
    }

    @Test
    void soManyAddressesAreRemembered() {
        AddressRates rates =
                new AddressRates(new TestConfig().usersPerAddress(1).build());
        Rates first = rates.of("0", 0);
        for (int i = 1; i < AddressRates.ADDRESSES_MAX; i++) {
            rates.of(String.valueOf(i), 0);
        }
        assertThat(rates.of("0", 0)).isSameAs(first);

        for (int i = 0; i < 100; i++) {
            rates.of("more" + i, 0);
        }

        assertThat(rates.size()).isEqualTo(AddressRates.ADDRESSES_MAX);
        assertThat(rates.of("0", 0)).as("heard of lately").isSameAs(first);
    }

    @Test
    void roomTakesWhatSoManyUsersMaySend() {
        given(new TestConfig().usersPerRoom(2));
        int taken = 0;
        List<TestClient> users = new ArrayList<>();
        for (String name : List.of("Ana", "Bia", "Caio")) {
            TestClient user = sessions.from("10.0.1." + users.size()).inLobby(name, 1);
            taken += send(user, 20);
            users.add(user);
        }

        assertThat(taken).isEqualTo(40);
        TestClient last = users.get(2);
        for (int i = 0; i < 50; i++) {
            assertThat(send(last)).isEqualTo("error rateLimited");
            waitAsTold(last);
            assertThat(send(last)).as("told to come back then").isEqualTo("ack");
            sessions.pass(137L * i, TimeUnit.MICROSECONDS);
        }
    }

    @Test
    void whoKeepsOrderIsHeardInAFloodedRoom() {
        given(new TestConfig().usersPerRoom(1));
        TestClient ana = sessions.named("Ana", 0)
                .say("{'type':'createRoom','room':'jazz'}")
                .say("{'type':'join','room':'jazz'}");
        TestClient bia = sessions.named("Bia", 1).say("{'type':'join','room':'jazz'}");
        for (int i = 0; i < 20; i++) {
            bia.say("{'type':'send','room':'jazz','cid':'b" + i + "','text':'text'}");
        }
        ana.news();

        assertThat(ana.say("{'type':'send','room':'jazz','cid':'a1','text':'silêncio'}")
                        .news())
                .contains("ack");
    }

    @Test
    void slowModeHoldsWhileThoseWhoKeepOrderTalk() {
        TestClient ana = sessions.named("Ana", 0)
                .say("{'type':'createRoom','room':'jazz'}")
                .say("{'type':'join','room':'jazz'}")
                .say("{'type':'setRoom','room':'jazz','cid':'s','slowSeconds':7}");
        TestClient bia = sessions.named("Bia", 1).say("{'type':'join','room':'jazz'}");
        String send = "{'type':'send','room':'jazz','cid':'%s','text':'text'}";
        bia.say(send.formatted("b1")).news();

        assertThat(ana.say(send.formatted("a1")).say(send.formatted("a2")).news())
                .containsOnlyOnce("posted 4", "posted 5");

        bia.news();
        assertThat(bia.say(send.formatted("b2")).news()).containsExactly("error slowMode");
    }

    @Test
    void slowModeAndMutesAreOverWhenTold() {
        TestClient ana = sessions.named("Ana", 0)
                .say("{'type':'createRoom','room':'jazz'}")
                .say("{'type':'join','room':'jazz'}")
                .say("{'type':'setRoom','room':'jazz','cid':'s','slowSeconds':7}");
        TestClient bia = sessions.named("Bia", 1).say("{'type':'join','room':'jazz'}");
        String send = "{'type':'send','room':'jazz','cid':'%s','text':'text'}";
        bia.say(send.formatted("b1")).news();
        sessions.pass(1_234_567, TimeUnit.MICROSECONDS);

        assertThat(bia.say(send.formatted("b2")).news()).containsExactly("error slowMode");
        assertThat(bia.last("error").get("retryAfterMillis").asLong()).isEqualTo(5_766);
        waitAsTold(bia);
        assertThat(bia.say(send.formatted("b2")).news()).contains("ack");

        String id = bia.last("ack").get("cid").asString();
        assertThat(id).isEqualTo("b2");
        ana.say("{'type':'restrict','room':'jazz','user':'%s','kind':'mute','on':true,'seconds':60}"
                .formatted(ana.last("posted").get("from").get("id").asString()));
        sessions.pass(7, TimeUnit.SECONDS);
        bia.news();
        assertThat(bia.say(send.formatted("b3")).news()).containsExactly("error muted");
        waitAsTold(bia);
        assertThat(bia.say(send.formatted("b3")).news()).contains("ack");
    }

    @Test
    void connectionMaySayOnlySoMuchWhateverItIs() {
        given(new TestConfig().commandsPerSecond(5));
        TestClient ana = sessions.json(1);
        ana.say("{'type':'hello','name':'Ana'}");
        for (int i = 1; i < 49; i++) {
            ana.say(ROOMS);
        }
        ana.say("not JSON");
        assertThat(ana.news()).doesNotContain("error rateLimited").contains("error badMessage");

        for (int i = 0; i < 10; i++) {
            ana.say(ROOMS);
        }

        assertThat(ana.news()).as("the rest waits").containsExactly("error rateLimited");
        assertThat(ana.last("error").get("id").asInt()).isEqualTo(7);
        assertThat(ana.connection.unread()).isEqualTo(9);
        waitAsTold(ana);
        assertThat(ana.news()).containsExactly("rooms", "error rateLimited");
        sessions.pass(1, TimeUnit.MINUTES);
        assertThat(ana.connection.isPaused()).isFalse();
        assertThat(ana.news()).hasSize(7).contains("rooms");
    }

    @Test
    void refusedAdditionSaysWhichItWas() {
        given(new TestConfig().commandsPerSecond(1));
        TestClient ana = sessions.inLobby("Ana", 1);
        for (int i = 0; i < 8; i++) {
            ana.say(ROOMS);
        }
        ana.news();

        ana.say("{'type':'send','room':'lobby','cid':'mine','text':'text'}");

        assertThat(ana.last("error").get("cid").asString()).isEqualTo("mine");
        assertThat(ana.last("error").get("retryAfterMillis").asLong()).isEqualTo(1_000);
        sessions.pass(1, TimeUnit.SECONDS);
        assertThat(ana.say("{'type':'send','room':'lobby','cid':'mine','text':'text'}")
                        .news())
                .contains("ack");
    }
}

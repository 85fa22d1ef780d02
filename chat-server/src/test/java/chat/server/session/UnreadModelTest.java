package chat.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.ProtocolLimits;
import chat.server.room.TestConfig;
import io.netty.util.test.LeakPresenceExtension;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Two devices of one user and two others post, delete, edit and read as chance has it; whatever a device is told about marks
 * and unread messages is what a model of a few lines says.
 */
@ExtendWith(LeakPresenceExtension.class)
class UnreadModelTest {
    private static final int STEPS = 3_000;
    private static final List<String> ROOMS = List.of("alfa", "bravo", "lobby");

    private final TestSessions sessions =
            new TestSessions(new TestConfig().rateLimit(false).roomCreationsPerMinute(100));
    private final List<TestClient> devices = new ArrayList<>();
    private final List<TestClient> all = new ArrayList<>();
    private final Map<String, List<Entry>> logs = new HashMap<>();
    private final TreeMap<String, Integer> marks = new TreeMap<>();
    private Random random = new Random();
    private String token = "";
    private int cids;

    /** An event of a room: a message by one of the clients, or something else. */
    private static final class Entry {
        private final int author;
        private final boolean message;
        private boolean deleted;

        Entry(int author, boolean message) {
            this.author = author;
            this.message = message;
        }
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    private void begin(long seed) {
        random = new Random(seed);
        TestClient first = sessions.json(0).say("{'type':'hello','name':'Ana'}");
        token = first.answer().get("token").asString();
        devices.add(first);
        devices.add(device(1));
        all.addAll(devices);
        all.add(sessions.named("Bia", 0));
        all.add(sessions.named("Caio", 1));
        for (String room : ROOMS) {
            logs.put(room, new ArrayList<>());
            all.forEach(client -> client.say("{'type':'join','room':'" + room + "'}"));
        }
        all.forEach(TestClient::news);
    }

    private TestClient device(int loop) {
        TestClient device = sessions.json(loop).say("{'type':'hello','token':'" + token + "'}");
        device.news();
        return device;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyDeviceIsToldWhatTheModelSays(long seed) {
        begin(seed);

        for (int step = 0; step < STEPS; step++) {
            String room = ROOMS.get(random.nextInt(ROOMS.size()));
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3 -> post(room);
                case 4 -> delete(room);
                case 5 -> change(room);
                case 6, 7 -> read(room);
                case 8 -> askUnread();
                default -> comeBack();
            }
        }

        assertThat(logs.values()).allMatch(log -> log.size() > 100);
        assertThat(marks).hasSize(3);
    }

    private int someone() {
        return random.nextInt(all.size());
    }

    /** Both devices are one user. */
    private static int user(int client) {
        return Math.max(1, client);
    }

    private void add(int client, String room, String message, Entry entry) {
        all.get(client).say(message.replace("'room'", "'cid':'c" + cids++ + "','room'"));
        assertThat(all.get(client).last("ack").get("seq").asInt())
                .isEqualTo(logs.get(room).size() + 1);
        logs.get(room).add(entry);
        all.forEach(TestClient::news);
    }

    private void post(String room) {
        int client = someone();
        int size = logs.get(room).size();
        String reply = size > 0 && random.nextInt(4) == 0 ? firstMessage(room) : "";
        add(
                client,
                room,
                "{'type':'send','room':'" + room + "','text':'text'" + reply + "}",
                new Entry(user(client), true));
    }

    private String firstMessage(String room) {
        for (int i = 0; i < logs.get(room).size(); i++) {
            if (logs.get(room).get(i).message) {
                return ",'replyTo':" + (i + 1);
            }
        }
        return "";
    }

    /** Somebody deletes one of their messages, read or not. */
    private void delete(String room) {
        List<Entry> log = logs.get(room);
        if (log.isEmpty()) {
            return;
        }
        int place = Math.max(0, log.size() - 1 - random.nextInt(20));
        Entry target = log.get(place);
        if (target.message && !target.deleted) {
            target.deleted = true;
            add(
                    target.author,
                    room,
                    "{'type':'delete','room':'" + room + "','target':" + (place + 1) + "}",
                    notMessage());
        }
    }

    /** What is no message counts for nobody. */
    private void change(String room) {
        List<Entry> log = logs.get(room);
        int place = log.size() - 1;
        if (log.isEmpty() || !log.get(place).message || log.get(place).deleted) {
            add(someone(), room, "{'type':'setTopic','room':'" + room + "','topic':'t" + cids + "'}", notMessage());
        } else if (random.nextBoolean()) {
            int author = log.get(place).author;
            add(
                    author,
                    room,
                    "{'type':'edit','room':'" + room + "','target':" + (place + 1) + ",'text':'other'}",
                    notMessage());
        } else {
            add(
                    someone(),
                    room,
                    "{'type':'react','room':'" + room + "','target':" + (place + 1) + ",'emoji':'👍','on':true}",
                    notMessage());
        }
    }

    private static Entry notMessage() {
        return new Entry(0, false);
    }

    private int unread(String room, int mark) {
        int count = 0;
        for (int seq = mark + 1; seq <= logs.get(room).size(); seq++) {
            Entry entry = logs.get(room).get(seq - 1);
            count += entry.message && !entry.deleted && entry.author != 1 ? 1 : 0;
        }
        return Math.min(count, ProtocolLimits.UNREAD_MAX + 1);
    }

    private void read(String room) {
        int size = logs.get(room).size();
        int seq = size == 0 ? 0 : random.nextInt(size + 10);
        TestClient device = devices.get(random.nextInt(2));

        device.say("{'type':'read','id':7,'room':'" + room + "','seq':" + seq + "}");

        int mark = Math.max(marks.getOrDefault(room, 0), Math.min(seq, size));
        if (size > 0) {
            marks.put(room, mark);
        }
        for (TestClient other : devices) {
            JsonNode told = other.answer();
            assertThat(told.get("type").asString()).isEqualTo("readUpTo");
            assertThat(told.has("id")).isEqualTo(other == device);
            assertThat(told.get("room").asString()).isEqualTo(room);
            assertThat(told.get("seq").asInt()).isEqualTo(mark);
            assertThat(told.get("unread").asInt()).isEqualTo(unread(room, mark));
        }
        assertThat(all.get(2).news()).isEmpty();
    }

    private void askUnread() {
        for (TestClient device : devices) {
            JsonNode answer = device.say("{'type':'unread'}").answer();
            List<String> told = new ArrayList<>();
            answer.get("rooms")
                    .forEach(mark -> told.add(mark.get("room").asString() + " "
                            + mark.get("seq").asInt() + " " + mark.get("unread").asInt()));
            List<String> expected = new ArrayList<>();
            marks.forEach((room, mark) -> expected.add(room + " " + mark + " " + unread(room, mark)));
            assertThat(told).isEqualTo(expected);
        }
    }

    /** A device goes and comes back, on the other loop perhaps. */
    private void comeBack() {
        if (random.nextInt(5) > 0) {
            return;
        }
        int which = random.nextInt(2);
        devices.get(which).with(Session::onClosed);
        TestClient again = device(random.nextInt(2));
        devices.set(which, again);
        all.set(which, again);
        ROOMS.forEach(room -> again.say("{'type':'join','room':'" + room + "'}"));
        all.forEach(TestClient::news);
    }
}

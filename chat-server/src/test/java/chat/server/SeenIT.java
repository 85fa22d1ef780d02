package chat.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How far the others have read, in direct rooms, through the front door. */
class SeenIT {
    private final TestServer server = TestServer.start(config -> config);
    private final List<Someone> all = new ArrayList<>();
    private Someone ana = known(Someone.guest(server, "Ana"));
    private Someone bia = known(Someone.guest(server, "Bia"));
    private Someone caio = known(Someone.guest(server, "Caio"));
    private int cids;

    @AfterEach
    void close() {
        all.forEach(Someone::close);
        server.close();
    }

    private Someone known(Someone someone) {
        all.add(someone);
        return someone;
    }

    private static String direct(Someone who, Someone... others) {
        String ids = Stream.of(others).map(other -> "'" + other.id() + "'").collect(Collectors.joining(","));
        return who.ask("{'type':'direct','users':[" + ids + "]}").path("room").asString();
    }

    private static JsonNode join(Someone who, String room) {
        JsonNode joined = who.ask("{'type':'join','room':'%s'}".formatted(room));
        assertThat(joined.path("type").asString()).isEqualTo("joined");
        who.forget();
        return joined;
    }

    private long send(Someone who, String room) {
        JsonNode ack = who.ask("{'type':'send','room':'%s','cid':'c%d','text':'olá'}".formatted(room, ++cids));
        assertThat(ack.path("type").asString()).isEqualTo("ack");
        return ack.path("seq").asLong();
    }

    private static void read(Someone who, String room, long seq) {
        JsonNode answer = who.ask("{'type':'read','room':'%s','seq':%d}".formatted(room, seq));
        assertThat(answer.path("type").asString()).isEqualTo("readUpTo");
    }

    private static void block(Someone who, Someone whom, boolean on) {
        assertThat(who.tryTo("{'type':'block','user':'%s','on':%b}".formatted(whom.id(), on)))
                .isEqualTo("done");
    }

    /** Who has read how far, as it stands in a {@code joined} or {@code reset}. */
    private static List<String> seen(JsonNode joined) {
        return joined.path("seen").valueStream().map(SeenIT::mark).sorted().toList();
    }

    private static String mark(JsonNode seen) {
        return seen.path("user").path("name").asString() + " "
                + seen.path("seq").asLong();
    }

    private static List<String> news(Someone who) {
        return who.news().stream()
                .filter(message -> message.path("type").asString().equals("seen"))
                .map(SeenIT::mark)
                .toList();
    }

    @Test
    void twoLearnHowFarTheOtherHasRead() {
        String room = direct(ana, bia);
        join(ana, room);
        join(bia, room);
        long seq = send(ana, room);
        assertThat(news(ana)).isEmpty();

        read(bia, room, seq);

        JsonNode seen = ana.next("seen");
        assertThat(seen.path("room").asString()).isEqualTo(room);
        assertThat(seen.path("user").path("id").asString()).isEqualTo(bia.id());
        assertThat(mark(seen)).isEqualTo("Bia " + seq);
        assertThat(news(bia)).as("she knows").isEmpty();
        assertThat(seen(join(ana, room))).containsExactly("Bia " + seq);
        read(bia, room, 1);
        assertThat(news(ana)).as("it never goes back").isEmpty();
    }

    @Test
    void whoReadsNeedNotBeInTheRoomAndThreeHearOfEachOther() {
        String room = direct(ana, bia, caio);
        join(ana, room);
        join(bia, room);
        long seq = send(bia, room);
        long next = send(bia, room);

        read(caio, room, seq);
        read(ana, room, next);

        assertThat(mark(ana.next("seen"))).isEqualTo("Caio " + seq);
        assertThat(mark(bia.next("seen"))).isEqualTo("Caio " + seq);
        assertThat(mark(bia.next("seen"))).isEqualTo("Ana " + next);
        assertThat(news(caio)).as("he is not in the room").isEmpty();
        assertThat(seen(join(caio, room)))
                .as("of the others; who was added last has read that the others were")
                .contains("Ana " + next)
                .noneMatch(mark -> mark.startsWith("Caio"));
    }

    @Test
    void blockHidesWhatIsReadFromBoth() {
        String room = direct(ana, bia);
        String three = direct(ana, bia, caio);
        for (Someone someone : List.of(ana, bia)) {
            join(someone, room);
            join(someone, three);
        }
        join(caio, three);
        long seq = send(ana, room);
        long other = send(ana, three);
        block(bia, ana, true);

        read(bia, room, seq);
        read(ana, room, seq);
        read(bia, three, other);
        read(caio, three, other);

        assertThat(mark(caio.next("seen")))
                .as("there is nothing between these two")
                .isEqualTo("Bia " + other);
        assertThat(mark(ana.next("seen"))).isEqualTo("Caio " + other);
        assertThat(news(ana)).isEmpty();
        assertThat(news(bia)).containsExactly("Caio " + other);
        assertThat(join(ana, room).has("seen")).isFalse();
        assertThat(join(bia, room).has("seen")).isFalse();
        assertThat(seen(join(ana, three))).containsExactly("Caio " + other);

        block(bia, ana, false);
        assertThat(seen(join(ana, room))).containsExactly("Bia " + seq);
    }

    @Test
    void restartKeepsIt() {
        String room = direct(ana, bia);
        join(ana, room);
        join(bia, room);
        long seq = send(ana, room);
        read(bia, room, seq);
        server.restart();
        ana = known(ana.again(server));
        bia = known(bia.again(server));

        assertThat(seen(join(ana, room))).containsExactly("Bia " + seq);
        JsonNode reset = ana.ask("{'type':'join','room':'%s','after':1,'epoch':'another'}".formatted(room));
        assertThat(reset.path("type").asString()).isEqualTo("reset");
        assertThat(seen(reset)).containsExactly("Bia " + seq);
        long next = send(ana, room);
        read(bia, room, next);
        assertThat(mark(ana.next("seen"))).isEqualTo("Bia " + next);
    }

    @Test
    void inOtherRoomsNobodyIsTold() {
        String band = ana.ask("{'type':'createRoom','visibility':'private','cid':'band'}")
                .path("room")
                .asString();
        ana.ask("{'type':'invite','room':'%s','cid':'i1','user':'%s'}".formatted(band, bia.id()));
        for (String room : List.of("lobby", band)) {
            join(ana, room);
            join(bia, room);
            long seq = send(ana, room);

            read(bia, room, seq);

            assertThat(news(ana)).as(room).isEmpty();
            assertThat(join(ana, room).has("seen")).as(room).isFalse();
        }
    }
}

package chat.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Author;
import chat.protocol.Cid;
import chat.protocol.MessageText;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.UserId;
import chat.protocol.UserName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Backplane} does, also one whose node is alone; a backend's test extends this. */
abstract class BackplaneContract {
    private final List<RoomEvent> heard = Collections.synchronizedList(new ArrayList<>());
    private Backplane backplane;

    /** A backplane of one node, not started. */
    abstract Backplane open() throws Exception;

    /** Waits until whatever was published has gone around and would have come back. */
    abstract void settle() throws Exception;

    @BeforeEach
    final void startBackplane() throws Exception {
        backplane = open();
        backplane.start(heard::addAll);
    }

    @AfterEach
    final void closeBackplane() {
        backplane.close();
    }

    static RoomEvent event(long seq) {
        Author ana = new Author(new UserId("u1"), new UserName("Ana"));
        return RoomEvent.Posted.fresh(RoomName.LOBBY, seq, 1, ana, new Cid("c" + seq), new MessageText("text"), null);
    }

    @Test
    void nodeNeverHearsItsOwnEvents() throws Exception {
        backplane.publish(List.of(event(1), event(2)));
        backplane.publish(List.of(event(3)));

        settle();
        assertThat(heard).isEmpty();
    }

    @Test
    void closedBackplaneTellsAndHearsNothing() throws Exception {
        backplane.close();
        backplane.publish(List.of(event(1)));

        settle();
        assertThat(heard).isEmpty();
    }

    @Test
    void closingAgainDoesNothing() throws Exception {
        backplane.close();
        backplane.close();

        settle();
        assertThat(heard).isEmpty();
    }
}

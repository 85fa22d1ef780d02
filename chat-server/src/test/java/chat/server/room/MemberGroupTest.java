package chat.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.Cid;
import chat.protocol.Emoji;
import chat.protocol.JsonCodec;
import chat.protocol.MessageText;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.server.metrics.ServerMetrics;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.util.test.LeakPresenceExtension;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The array inside a room's share of an event loop. */
@ExtendWith(LeakPresenceExtension.class)
class MemberGroupTest {
    private final TestRooms rooms = new TestRooms(1);
    private final ServerMetrics metrics = new ServerMetrics();
    private final BroadcastEncoder encoder = new BroadcastEncoder(new JsonCodec(), ByteBufAllocator.DEFAULT);
    private final RoomLoop loop = new RoomLoop(0, rooms.loop(0), encoder);
    private final MemberGroup group = new MemberGroup("lobby", loop, metrics);
    private final List<Reader> readers = new ArrayList<>();
    private long seq;

    @AfterEach
    void close() {
        rooms.close();
    }

    /** A member outside of any room, and what it was written; may do something in the middle of being written to. */
    private final class Reader implements Outlet {
        private final Channel channel = new LoopChannel(rooms.loop(0));
        private final Member member = new Member(
                rooms.lobby(),
                this,
                new Member.Form(WireFormat.RELAY, true),
                TestMember.visitor("Ana"),
                new TestMember(rooms, 0, TestMember.visitor("Ana"), new Member.Form(WireFormat.RELAY, true)));
        private final List<String> got = new ArrayList<>();
        private boolean writable = true;
        private Runnable whileWritten = () -> {};

        Reader() {
            readers.add(this);
            rooms.on(
                    0,
                    () -> member.take(
                            new Stretch(List.of(), seq, true), new PageFrames(List.of(), encoder), Optional.of(group)));
        }

        @Override
        public Channel channel() {
            return channel;
        }

        @Override
        public boolean compresses() {
            return false;
        }

        @Override
        public boolean isWritable() {
            return writable;
        }

        @Override
        public void write(ByteBuf frames) {
            WireFrame.readAll(frames).forEach(frame -> got.add(frame.text()));
            frames.release();
            whileWritten.run();
        }

        @Override
        public void flush() {}

        void leave() {
            rooms.on(0, member::gone);
        }
    }

    private void deliver() {
        seq++;
        RoomEvent event = RoomEvent.Posted.fresh(
                RoomName.LOBBY,
                seq,
                1,
                TestMember.visitor("Bia").user().asAuthor(),
                new Cid("c" + seq),
                new MessageText("text " + seq),
                null);
        deliver(encoder.events(List.of(event), EnumSet.of(WireFormat.RELAY)));
    }

    private void tell(String line) {
        deliver(encoder.notice(
                new Notice(Optional.empty(), Optional.of(line), Optional.empty(), Set.of()),
                EnumSet.of(WireFormat.ANNOUNCE)));
    }

    private void deliver(Broadcast broadcast) {
        rooms.on(0, () -> group.deliver(broadcast));
        broadcast.release();
    }

    private Reader[] readers(int count) {
        for (int i = 0; i < count; i++) {
            new Reader();
        }
        return readers.toArray(new Reader[0]);
    }

    @Test
    void everyMemberIsWrittenToOnce() {
        readers(9);

        deliver();
        deliver();

        assertThat(readers).allSatisfy(reader -> assertThat(reader.got).containsExactly("text 1", "text 2"));
        assertThat(group.size()).isEqualTo(9);
        assertThat(metrics.deliveries.sum()).isEqualTo(18);
    }

    /** An event of which bare lines do not tell. */
    private void react() {
        seq++;
        RoomEvent event = new RoomEvent.Reacted(
                RoomName.LOBBY,
                seq,
                1,
                TestMember.visitor("Bia").user().asAuthor(),
                new Cid("c" + seq),
                1,
                new Emoji("👍"),
                true,
                1);
        deliver(encoder.events(List.of(event), EnumSet.of(WireFormat.RELAY)));
    }

    @Test
    void whatIsNotToldLeavesNobodyBehind() {
        Reader[] all = readers(3);
        all[1].writable = false;

        react();

        assertThat(group.size()).isEqualTo(3);
        assertThat(metrics.slowReaders.sum()).isZero();
        assertThat(metrics.deliveries.sum()).isZero();
    }

    @Test
    void whoeverFallsBehindLaterHasWhatIsNotTold() {
        rooms.postMany(rooms.lobby(), 3);
        Reader[] all = readers(2);
        deliver();
        react();
        all[0].writable = false;
        deliver();
        assertThat(group.size()).isEqualTo(1);

        all[0].writable = true;
        rooms.on(0, all[0].member::pump);
        rooms.run();

        // Of the room's own log, that is: it has event 3, and the reader was as far as event 2.
        assertThat(all[0].got).containsExactly("text 1", "text 2");
        assertThat(all[1].got).containsExactly("text 1", "text 3");
    }

    @Test
    void whoeverLeftGetsNothing() {
        Reader[] all = readers(5);
        all[0].leave();
        all[2].leave();
        all[4].leave();

        deliver();

        assertThat(all[1].got).hasSize(1);
        assertThat(all[3].got).hasSize(1);
        assertThat(List.of(all[0], all[2], all[4]))
                .allSatisfy(reader -> assertThat(reader.got).isEmpty());
        assertThat(group.size()).isEqualTo(2);
    }

    @Test
    void leavingAgainDoesNothing() {
        Reader[] all = readers(3);
        all[1].leave();
        all[1].leave();

        assertThat(group.size()).isEqualTo(2);
    }

    @Test
    void membersMayLeaveWhileABroadcastIsDelivered() {
        Reader[] all = readers(6);
        all[1].whileWritten = () -> List.of(0, 1, 2, 5).forEach(i -> all[i].leave());

        deliver();
        deliver();

        assertThat(all[0].got).containsExactly("text 1");
        assertThat(all[1].got).containsExactly("text 1");
        assertThat(all[2].got).isEmpty();
        assertThat(all[3].got).containsExactly("text 1", "text 2");
        assertThat(all[4].got).containsExactly("text 1", "text 2");
        assertThat(all[5].got).isEmpty();
        assertThat(group.size()).isEqualTo(2);
    }

    @Test
    void noticeInTheMiddleOfABroadcastMakesNobodyMissIt() {
        Reader[] all = readers(6);
        // Its connection fails while it is written to: it leaves, and the others are told at once.
        all[1].whileWritten = () -> {
            all[0].leave();
            all[1].leave();
            tell("somebody left");
        };

        deliver();

        for (int i = 0; i < 6; i++) {
            assertThat(all[i].got).as("reader " + i).containsExactly("text 1");
        }
        assertThat(group.size()).isEqualTo(4);
    }

    @Test
    void unwritableMemberFallsBehindAndTheOthersGoOn() {
        Reader[] all = readers(3);
        deliver();
        all[1].writable = false;

        deliver();
        all[1].writable = true;
        deliver();

        assertThat(all[1].got).containsExactly("text 1");
        assertThat(all[0].got).containsExactly("text 1", "text 2", "text 3");
        assertThat(all[2].got).containsExactly("text 1", "text 2", "text 3");
        assertThat(group.size()).isEqualTo(2);
        assertThat(metrics.slowReaders.sum()).isEqualTo(1);
    }

    @Test
    void groupIsASetOfChannels() {
        Reader[] all = readers(5);
        all[3].leave();

        assertThat(List.copyOf(group))
                .containsExactlyInAnyOrder(all[0].channel, all[1].channel, all[2].channel, all[4].channel);
        assertThat(group.find(all[2].channel.id())).isSameAs(all[2].channel);
        assertThat(group.find(all[3].channel.id())).isNull();
        assertThat(group.name()).isEqualTo("lobby");
        assertThat(group.compareTo(new MemberGroup("music", loop, metrics))).isNegative();
    }

    @Test
    void groupAgreesWithAPlainListWhateverHappens() {
        Random random = new Random(20260303);
        List<Reader> expected = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            int dice = random.nextInt(10);
            if (dice < 4 && expected.size() < 40) {
                expected.add(new Reader());
            } else if (dice < 7 && !expected.isEmpty()) {
                expected.remove(random.nextInt(expected.size())).leave();
            } else {
                deliverAndLeave(random, expected);
            }
            assertThat(group.size()).isEqualTo(expected.size());
        }
        assertThat(List.copyOf(group))
                .containsExactlyInAnyOrderElementsOf(
                        expected.stream().map(reader -> reader.channel).toList());
    }

    /** Delivers, and lets some of those who are written to take others with them, or themselves. */
    private void deliverAndLeave(Random random, List<Reader> expected) {
        List<Reader> left = new ArrayList<>();
        List<Reader> before = List.copyOf(expected);
        before.forEach(reader -> {
            reader.got.clear();
            reader.whileWritten = random.nextInt(8) > 0
                    ? () -> {}
                    : () -> {
                        Reader leaver = before.get(random.nextInt(before.size()));
                        leaver.leave();
                        left.add(leaver);
                        if (random.nextBoolean()) {
                            tell("somebody left");
                        }
                    };
        });
        deliver();
        expected.removeAll(left);
        assertThat(before).allSatisfy(reader -> assertThat(reader.got.size()).isLessThanOrEqualTo(1));
        assertThat(expected).allSatisfy(reader -> assertThat(reader.got).containsExactly("text " + seq));
    }
}

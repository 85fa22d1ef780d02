package chat.server.room;

import static org.assertj.core.api.Assertions.assertThat;

import chat.protocol.JsonCodec;
import chat.protocol.Role;
import chat.protocol.RoomView;
import chat.protocol.SeenMark;
import chat.protocol.ServerMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A reader as a page is one: it comes, goes and comes back with the position it has reached, and holds every event that
 * arrives against that position. Its rule is the whole promise: no gap, no repeat, and live only when nothing is missing.
 */
final class ScheduledReader implements MemberListener {
    /** Low, so that falling behind is nothing special. */
    static final int WATERMARK_BYTES = 4 * 1024;

    private final TestRooms rooms;
    private final Room room;
    private final EventLoop loop;
    private final Visitor visitor;
    private final JsonCodec codec = new JsonCodec();
    private final List<String> texts = new ArrayList<>();
    private final UnaryOperator<String> context;
    private @Nullable TestOutlet outlet;
    private @Nullable Member member;
    private int read;
    private OptionalLong position = OptionalLong.empty();
    private boolean admitted;
    private boolean lost;
    private long admittedSeq;
    private int resumes;
    private int resets;

    ScheduledReader(TestRooms rooms, Room room, int number, UnaryOperator<String> context) {
        this.rooms = rooms;
        this.room = room;
        this.loop = rooms.loop(number % rooms.loops.count());
        this.visitor = TestMember.visitor("Reader" + number);
        this.context = context;
    }

    boolean isConnected() {
        return outlet != null;
    }

    OptionalLong position() {
        return position;
    }

    int resumes() {
        return resumes;
    }

    int resets() {
        return resets;
    }

    TestOutlet outlet() {
        if (outlet == null) {
            throw new IllegalStateException("outlet: none (expected: connected)");
        }
        return outlet;
    }

    /** Comes, or comes back where it was. */
    void connect() {
        TestOutlet fresh = new TestOutlet(loop, WATERMARK_BYTES, this::pump);
        Room reserved = rooms.registry.reserve(room.name(), visitor.person()).orElseThrow();
        Member joining = new Member(reserved, fresh, new Member.Form(WireFormat.JSON, true), visitor, this);
        outlet = fresh;
        member = joining;
        read = 0;
        admitted = false;
        lost = false;
        resumes += position.isPresent() ? 1 : 0;
        Arrival arrival = new Arrival(visitor, position, Optional.of(rooms.registry.epoch()));
        rooms.loops.on(loop, () -> reserved.join(joining, arrival));
    }

    /** Its connection breaks: what has not arrived never will. */
    void disconnect(Leaving leaving) {
        readArrived();
        Member leaver = member;
        TestOutlet ended = outlet();
        outlet = null;
        member = null;
        ended.end();
        if (leaver != null) {
            rooms.loops.on(loop, () -> leaver.room().leave(leaver, leaving));
        }
        assertThat(ended.unwrittenBytesMax())
                .as(context.apply("unwritten bytes"))
                .isLessThan(WATERMARK_BYTES + FanOut.BROADCAST_BYTES_MAX + 10_000);
    }

    void pump() {
        if (member != null) {
            member.pump();
        }
    }

    /** Reads what has arrived; a connection that the room gave up is left. */
    void readArrived() {
        List<String> arrived = outlet().arrived();
        for (; read < arrived.size(); read++) {
            JsonNode message = Told.json(arrived.get(read));
            switch (message.get("type").asString()) {
                case "joined" -> admitted(message.get("seq").asLong());
                case "reset" -> reset(message);
                case "posted" -> posted(message);
                case "live" ->
                    assertThat(position.orElseThrow())
                            .as(context.apply("live means that nothing is missing"))
                            .isGreaterThanOrEqualTo(admittedSeq);
                default -> {}
            }
        }
    }

    boolean isLost() {
        return lost;
    }

    private void admitted(long seq) {
        assertThat(admitted).as(context.apply("admitted before")).isFalse();
        admitted = true;
        admittedSeq = seq;
        if (position.isEmpty()) {
            position = OptionalLong.of(seq);
        }
    }

    private void reset(JsonNode message) {
        resets++;
        position = OptionalLong.empty();
        admitted(message.get("seq").asLong());
        JsonNode events = message.get("events");
        if (!events.isEmpty()) {
            position = OptionalLong.of(events.get(0).get("seq").asLong() - 1);
            events.forEach(this::posted);
        }
        assertThat(position.orElseThrow()).as(context.apply("end of the page")).isEqualTo(admittedSeq);
    }

    private void posted(JsonNode event) {
        long seq = event.get("seq").asLong();
        assertThat(admitted).as(context.apply("admitted before " + seq)).isTrue();
        assertThat(seq).as(context.apply("seq")).isEqualTo(position.orElseThrow() + 1);
        position = OptionalLong.of(seq);
        texts.add(seq + " " + event.get("text").asString());
    }

    /** Everything seen, over all connections. */
    List<String> texts() {
        return texts;
    }

    @Override
    public void onAdmitted(Member told, Admission admission) {
        send(admission
                .reset()
                .<ServerMessage>map(events -> new ServerMessage.Reset(
                        null, view(admission), admission.seq(), "epoch", 1, List.of(), List.of(), events))
                .orElseGet(() ->
                        new ServerMessage.Joined(null, view(admission), admission.seq(), 1, List.of(), List.of())));
    }

    private RoomView view(Admission admission) {
        return RoomView.of(room.name(), admission.access().settings(), admission.topic(), Role.MEMBER, null);
    }

    @Override
    public void onRefused(Member told) {
        lost = true;
    }

    @Override
    public void onDenied(Member denied, Refusal why) {
        throw new AssertionError("denied: " + why.code() + " (expected: everybody may come in)");
    }

    @Override
    public void onRemoved(Member removed, ServerMessage.Removed why) {
        throw new AssertionError("removed: " + why.reason() + " (expected: everybody may stay)");
    }

    @Override
    public void onLive(Member told) {
        send(new ServerMessage.Live(room.name()));
    }

    @Override
    public void onSeen(Member told, List<SeenMark> seen) {
        // In direct rooms only.
    }

    @Override
    public void onRoster(Member told, RosterPage roster) {
        // Not what is looked at here.
    }

    @Override
    public void onLost(Member told) {
        lost = true;
    }

    /** As a session does: an answer takes its place among the events. */
    private void send(ServerMessage message) {
        ByteBuf frame = ByteBufAllocator.DEFAULT.buffer();
        Frames.appendText(frame, codec.encode(message));
        outlet().write(frame);
        outlet().flush();
    }
}

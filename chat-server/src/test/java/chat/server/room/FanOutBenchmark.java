package chat.server.room;

import chat.protocol.JsonCodec;
import chat.protocol.RoomEvent;
import chat.server.config.ServerConfig;
import chat.server.metrics.ServerMetrics;
import chat.server.transport.SinkChannel;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.local.LocalIoHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a delivery costs before the network: one event is encoded and written to 1,000 members of one event loop, each of which
 * is flushed. An operation is a delivery.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {LoopThreads.CUSTOM, LoopThreads.CLASS})
public class FanOutBenchmark {
    private static final int MEMBERS = 1_000;

    /** What all members speak. */
    @Param({"JSON", "ANNOUNCE"})
    public WireFormat format;

    private final List<RoomEvent> event = List.of(CodecBenchmark.posted(CodecBenchmark.TEXT_BYTES));
    private ManualIoEventLoop loop;
    private FanOut fanOut;

    @Setup
    public void fill() {
        loop = new ManualIoEventLoop(Thread.currentThread(), LocalIoHandler.newFactory());
        RoomLoops loops = new RoomLoops(List.of(loop), new JsonCodec(), ByteBufAllocator.DEFAULT);
        fanOut = new FanOut("lobby", loops.get(0), loops, new ServerMetrics());
        List<Waiting> members = new ArrayList<>();
        TestRooms rooms = new TestRooms(1);
        for (int i = 0; i < MEMBERS; i++) {
            Member member = member(rooms, TestMember.visitor("Guest" + i));
            fanOut.add(member);
            members.add(new Waiting(member, Optional.empty()));
        }
        fanOut.feed(members, Optional.empty(), new Stretch(List.of(), 0, true), () -> {});
    }

    /** The room and whoever listens are a test's; the connection is as it is on the network. */
    private Member member(TestRooms rooms, Visitor visitor) {
        Member.Form form = new Member.Form(format, true);
        return new Member(
                rooms.lobby(),
                SinkChannel.connection(loop, ServerConfig.defaults()),
                form,
                visitor,
                new TestMember(rooms, 0, visitor, form));
    }

    @Benchmark
    @OperationsPerInvocation(MEMBERS)
    public void deliver() {
        loop.execute(() -> fanOut.deliver(event));
        loop.runNow();
    }
}

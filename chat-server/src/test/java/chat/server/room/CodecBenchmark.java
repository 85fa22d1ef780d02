package chat.server.room;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.protocol.Cid;
import chat.protocol.ClientMessage;
import chat.protocol.JsonCodec;
import chat.protocol.MessageText;
import chat.protocol.ProtocolException;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.local.LocalIoHandler;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to understand one message and to put one event into frames, of pages and of plain clients. Both happen once,
 * however many are in the room.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {LoopThreads.CUSTOM, LoopThreads.CLASS})
public class CodecBenchmark {
    /** What people write as a rule. */
    static final int TEXT_BYTES = 64;

    private static final Set<WireFormat> JSON = EnumSet.of(WireFormat.JSON);
    private static final Set<WireFormat> DEFLATED = EnumSet.of(WireFormat.JSON_DEFLATED);
    private static final Set<WireFormat> PLAIN = EnumSet.of(WireFormat.ANNOUNCE);

    /** Of a message's text. */
    @Param({"64", "4096"})
    public int textBytes;

    private final JsonCodec codec = new JsonCodec();
    private final BroadcastEncoder encoder = new BroadcastEncoder(codec, ByteBufAllocator.DEFAULT);
    private ManualIoEventLoop loop;
    private byte[] send;
    private byte[] line;
    private List<RoomEvent> event;

    @Setup
    public void prepare() {
        loop = new ManualIoEventLoop(Thread.currentThread(), LocalIoHandler.newFactory());
        RoomEvent.Posted posted = posted(textBytes);
        send = codec.encode(new ClientMessage.Send(7L, RoomName.LOBBY, posted.cid(), posted.text(), null));
        line = posted.text().value().getBytes(UTF_8);
        event = List.of(posted);
    }

    /** A message with a text of so many bytes. */
    static RoomEvent.Posted posted(int textBytes) {
        String text = "What people write, more or less. ".repeat(textBytes / 32 + 1);
        return RoomEvent.Posted.fresh(
                RoomName.LOBBY,
                4_711,
                1_767_225_600_000L,
                TestMember.visitor("Bia").user().asAuthor(),
                new Cid("0b9f4c1e-3d6a"),
                new MessageText(text.substring(0, textBytes)),
                null);
    }

    @Benchmark
    public ClientMessage decodeJson() throws ProtocolException {
        return codec.decode(send);
    }

    @Benchmark
    public MessageText decodePlain() throws ProtocolException {
        return MessageText.parse(MessageText.stripped(new String(line, UTF_8)));
    }

    @Benchmark
    public void encodeJson() {
        encode(JSON);
    }

    @Benchmark
    public void encodeJsonDeflated() {
        encode(DEFLATED);
    }

    @Benchmark
    public void encodePlain() {
        encode(PLAIN);
    }

    /** As a task of an event loop, whose buffers are at hand there. */
    private void encode(Set<WireFormat> formats) {
        loop.execute(() -> encoder.events(event, formats).release());
        loop.runNow();
    }
}

package chat.server.room;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.LeakPresenceDetector;
import io.netty.util.test.LeakPresenceExtension;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakPresenceExtension.class)
class FramesTest {
    private final ByteBuf out = ByteBufAllocator.DEFAULT.buffer();
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);

    @AfterEach
    void release() {
        out.release();
        deflater.end();
        LeakPresenceDetector.check();
    }

    private static byte[] payload(int length) {
        byte[] payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) ('a' + i % 26);
        }
        return payload;
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(7).nextBytes(noise);
        return noise;
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "1, 2", "125, 2", "126, 4", "127, 4", "65535, 4", "65536, 10", "1000000, 10"})
    void headerIsAsLongAsTheLengthNeeds(int length, int headerBytes) {
        Frames.appendText(out, payload(length));

        assertThat(out.readableBytes()).isEqualTo(headerBytes + length).isLessThanOrEqualTo(Frames.bytesMax(length));
        assertThat(WireFrame.readAll(out)).singleElement().satisfies(frame -> {
            assertThat(frame.compressed()).isFalse();
            assertThat(frame.headerBytes()).isEqualTo(headerBytes);
            assertThat(frame.payload()).isEqualTo(payload(length));
        });
    }

    @Test
    void framesStandOneBehindTheOther() {
        Frames.appendText(out, payload(3));
        Frames.appendText(out, payload(300));
        Frames.appendCompressed(out, payload(5_000), deflater);
        Frames.appendText(out, payload(0));

        assertThat(WireFrame.readAll(out))
                .extracting(frame -> frame.text().length())
                .containsExactly(3, 300, 5_000, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {Frames.COMPRESS_BYTES_MIN, 1_000, 65_536, 1_000_000})
    void compressedFrameInflatesToTheSame(int length) {
        Frames.appendCompressed(out, payload(length), deflater);

        assertThat(out.readableBytes()).isLessThan(length);
        assertThat(WireFrame.readAll(out)).singleElement().satisfies(frame -> {
            assertThat(frame.compressed()).isTrue();
            assertThat(frame.text()).isEqualTo(new String(payload(length), UTF_8));
        });
    }

    @Test
    void nextFrameKnowsNothingOfTheOneBefore() {
        Frames.appendCompressed(out, payload(1_000), deflater);
        Frames.appendCompressed(out, payload(1_000), deflater);

        List<WireFrame> frames = WireFrame.readAll(out);
        assertThat(frames.get(1).payload()).isEqualTo(frames.get(0).payload());
        assertThat(frames.get(1).text()).isEqualTo(new String(payload(1_000), UTF_8));
    }

    @Test
    void shortPayloadStaysPlain() {
        Frames.appendCompressed(out, payload(Frames.COMPRESS_BYTES_MIN - 1), deflater);

        assertThat(WireFrame.readAll(out)).singleElement().satisfies(frame -> {
            assertThat(frame.compressed()).isFalse();
            assertThat(frame.payload()).isEqualTo(payload(Frames.COMPRESS_BYTES_MIN - 1));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 500, 70_000})
    void whatCompressionMakesNoShorterStaysPlain(int length) {
        Frames.appendCompressed(out, noise(length), deflater);

        assertThat(out.readableBytes()).isLessThanOrEqualTo(Frames.bytesMax(length));
        assertThat(WireFrame.readAll(out)).singleElement().satisfies(frame -> {
            assertThat(frame.compressed()).isFalse();
            assertThat(frame.payload()).isEqualTo(noise(length));
        });
    }
}

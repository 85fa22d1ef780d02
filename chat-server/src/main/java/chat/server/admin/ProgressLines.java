package chat.server.admin;

import chat.server.admin.ControlReply.Kind;
import chat.server.store.Progress;
import java.io.IOException;
import java.time.Duration;

/** Tells the other side how far it is, not more often than it can be read. Nobody who listens: no matter. */
final class ProgressLines implements Progress {
    private static final long EVERY_NANOS = Duration.ofMillis(100).toNanos();

    private final ControlCodec codec;
    private final LineChannel lines;
    private String what = "";
    private long toldAt;
    private boolean heard = true;

    ProgressLines(ControlCodec codec, LineChannel lines) {
        this.codec = codec;
        this.lines = lines;
    }

    @Override
    public void at(String now, long done, long total) {
        long nanos = System.nanoTime();
        if (heard && (!now.equals(what) || nanos - toldAt >= EVERY_NANOS)) {
            what = now;
            toldAt = nanos;
            try {
                lines.write(codec.encode(new ControlReply(Kind.PROGRESS, now, done, total)));
            } catch (IOException gone) {
                heard = false;
            }
        }
    }
}

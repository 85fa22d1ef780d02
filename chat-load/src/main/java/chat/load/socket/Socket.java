package chat.load.socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket as a client has it. It answers pings and closes by itself and tells the rest. What comes in is copied into an
 * array that all connections of the loop share, and read there; only a frame that is not whole yet is kept.
 *
 * <p>On its event loop only.
 */
public final class Socket extends ChannelInboundHandlerAdapter {
    /** A larger message ends the connection. */
    public static final int MESSAGE_BYTES_MAX = 4 << 20;

    private static final int CONTINUATION = 0;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int FINAL_TEXT = 0x81;
    private static final byte[] NOTHING = {};

    private final Upgrade upgrade;
    private final Scratch scratch;
    private final Listener listener;
    private State state = State.CONNECTING;
    private @Nullable ChannelHandlerContext context;
    private byte[] carried = NOTHING;
    private byte[] fragments = NOTHING;
    private boolean fragmented;
    private boolean fragmentsDeflated;
    private boolean deflates;

    Socket(Upgrade upgrade, Scratch scratch, Listener listener) {
        this.upgrade = upgrade;
        this.scratch = scratch;
        this.listener = listener;
    }

    /** What a connection tells, on its event loop. */
    public interface Listener {
        /** It is a WebSocket now. */
        void opened();

        /**
         * A message came, text or not.
         *
         * @param bytes only lent, and only from {@code from} to before {@code to}
         * @param nowNanos when it was read, by {@link System#nanoTime}
         */
        void heard(byte[] bytes, int from, int to, long nowNanos);

        /**
         * There is no connection, or it ended without {@link #leave} or {@link #cut}; the last that is told.
         *
         * @param why a few words, the same for the same reason
         */
        void ended(String why);
    }

    private enum State {
        CONNECTING,
        UPGRADING,
        OPEN,
        ENDED
    }

    /** Whether what was sent before is mostly on its way; else the server does not read it as fast. */
    public boolean isWritable() {
        return context != null && context.channel().isWritable();
    }

    /** Sends a text, which is copied. Nothing happens once it is ended. */
    public void send(byte[] text, int length) {
        if (context == null || state != State.OPEN) {
            return;
        }
        ByteBuf frame = deflates
                ? scratch.deflatedText(context.alloc(), text, length)
                : scratch.frame(context.alloc(), FINAL_TEXT, text, length);
        context.writeAndFlush(frame, context.channel().voidPromise());
    }

    /** From now on nothing is read but by {@link #readOnce}. */
    public void stopReading() {
        if (context != null) {
            context.channel().config().setAutoRead(false);
        }
    }

    /** Reads what is there, at most what the {@link Call} said. */
    public void readOnce() {
        if (context != null) {
            context.read();
        }
    }

    /** Says goodbye and ends; nothing more is told. */
    public void leave() {
        boolean open = state == State.OPEN;
        state = State.ENDED;
        if (context != null && open) {
            byte[] normal = {(byte) (1_000 >> 8), (byte) 1_000};
            context.writeAndFlush(scratch.frame(context.alloc(), 0x80 | CLOSE, normal, normal.length))
                    .addListener(ChannelFutureListener.CLOSE);
        } else if (context != null) {
            context.close();
        }
    }

    /** Ends it as a cable does that is pulled out and told about: by a reset. Nothing more is told. */
    public void cut() {
        state = State.ENDED;
        if (context != null) {
            // Without it every port would be taken for another minute.
            context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            context.close();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        if (state == State.ENDED) {
            ctx.close();
            return;
        }
        state = State.UPGRADING;
        ctx.writeAndFlush(
                Unpooled.wrappedBuffer(upgrade.request()), ctx.channel().voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        long nowNanos = System.nanoTime();
        ByteBuf in = (ByteBuf) message;
        byte[] before = carried;
        int length = before.length + in.readableBytes();
        byte[] bytes = scratch.incoming(length);
        System.arraycopy(before, 0, bytes, 0, before.length);
        in.readBytes(bytes, before.length, in.readableBytes()).release();
        carried = NOTHING;
        int taken = state == State.UPGRADING ? upgraded(bytes, length) : 0;
        if (state == State.OPEN) {
            taken = takeFrames(bytes, taken, length, nowNanos);
        }
        if (taken < length && state != State.ENDED) {
            carried = Arrays.copyOfRange(bytes, taken, length);
        }
    }

    /** Returns how many bytes the head of the answer has, 0 when it is not whole yet. */
    private int upgraded(byte[] bytes, int length) {
        for (int end = 4; end <= Math.min(length, Upgrade.HEAD_BYTES_MAX); end++) {
            if (bytes[end - 1] == '\n' && bytes[end - 3] == '\n' && bytes[end - 2] == '\r') {
                String head = new String(bytes, 0, end, ISO_8859_1);
                Optional<String> objection = upgrade.objection(head);
                if (objection.isPresent()) {
                    end(objection.get());
                } else {
                    deflates = upgrade.mayDeflate(head);
                    state = State.OPEN;
                    listener.opened();
                }
                return end;
            }
        }
        if (length > Upgrade.HEAD_BYTES_MAX) {
            end("upgrade: an endless head");
        }
        return 0;
    }

    /** Returns the first byte that belongs to no whole frame. */
    private int takeFrames(byte[] bytes, int from, int to, long nowNanos) {
        int at = from;
        while (to - at >= 2 && state == State.OPEN) {
            int shortLength = bytes[at + 1];
            int head = shortLength < 126 ? 2 : shortLength == 126 ? 4 : 10;
            if (to - at < head) {
                break;
            }
            long length = head == 2 ? shortLength : longLength(bytes, at + 2, at + head);
            if (length < 0 || length > MESSAGE_BYTES_MAX) {
                end(shortLength < 0 ? "frame: masked" : "frame: too large");
                break;
            }
            if (to - at - head < length) {
                break;
            }
            int next = at + head + (int) length;
            take(bytes[at], bytes, at + head, next, nowNanos);
            at = next;
        }
        return at;
    }

    private static long longLength(byte[] bytes, int from, int to) {
        long length = 0;
        for (int i = from; i < to; i++) {
            length = length << 8 | (bytes[i] & 0xff);
        }
        return length;
    }

    private void take(int first, byte[] bytes, int from, int to, long nowNanos) {
        int kind = first & 0x0f;
        boolean last = first < 0;
        boolean deflated = (first & 0x40) != 0;
        if (kind == PING) {
            answer(PONG, Arrays.copyOfRange(bytes, from, to));
        } else if (kind == CLOSE) {
            boolean coded = to - from >= 2;
            answer(CLOSE, Arrays.copyOfRange(bytes, from, coded ? from + 2 : from));
            end(coded ? "close " + longLength(bytes, from, from + 2) : "close without a code");
        } else if (kind < CLOSE && last && kind != CONTINUATION && !fragmented) {
            whole(deflated, bytes, from, to, nowNanos);
        } else if (kind < CLOSE) {
            addFragment(kind == CONTINUATION ? fragmentsDeflated : deflated, bytes, from, to);
            if (last && state == State.OPEN) {
                byte[] message = fragments;
                fragments = NOTHING;
                fragmented = false;
                whole(fragmentsDeflated, message, 0, message.length, nowNanos);
            }
        }
    }

    private void addFragment(boolean deflated, byte[] bytes, int from, int to) {
        fragmented = true;
        fragmentsDeflated = deflated;
        int before = fragments.length;
        if (before + to - from > MESSAGE_BYTES_MAX) {
            end("message: too large");
            return;
        }
        fragments = Arrays.copyOf(fragments, before + to - from);
        System.arraycopy(bytes, from, fragments, before, to - from);
    }

    private void whole(boolean deflated, byte[] bytes, int from, int to, long nowNanos) {
        if (!deflated) {
            listener.heard(bytes, from, to, nowNanos);
            return;
        }
        try {
            int length = scratch.inflate(bytes, from, to, MESSAGE_BYTES_MAX);
            listener.heard(scratch.inflated(), 0, length, nowNanos);
        } catch (DataFormatException e) {
            end("message: not to be inflated");
        }
    }

    private void answer(int kind, byte[] payload) {
        if (context != null) {
            context.writeAndFlush(
                    scratch.frame(context.alloc(), 0x80 | kind, payload, payload.length),
                    context.channel().voidPromise());
        }
    }

    /** Told of once. */
    void end(String why) {
        if (state == State.ENDED) {
            return;
        }
        state = State.ENDED;
        if (context != null) {
            context.close();
        }
        listener.ended(why);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end("ended without a close frame");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            end("cut off");
        } else {
            // Not the network: a fault of this program, which must not look like one of the server.
            end("fault of chat-load: " + cause);
        }
    }
}

package chat.server.transport;

import chat.server.config.WebSocket;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Function;

/**
 * Builds the pipeline of each connection. Bytes come in from the left; limits stand where they are held.
 *
 * <pre>
 * A new connection speaks HTTP:
 *
 *   socket ─► request-guard ─► http-codec ─► request-handler ─► upgrade ─► websocket-protocol ─► session-opener
 *             RequestGuard     HttpServer-   RequestHandler     Upgrade-   WebSocketServer-      SessionOpener
 *             one request      Codec         routes, log,       Handler    ProtocolHandler       joins with the
 *             at a time,       parses it,    one answer each,   origin,    answers 101, puts     accepted request,
 *             4 KiB line,      strictly      no bodies          key, who   in the frame codec    turns it around
 *             8 KiB headers                  10 s deadline
 *
 * After 101 it is a WebSocket, and nothing of HTTP is left:
 *
 *   socket ─► frame-decoder ─► frame-handler ──► Session
 *             FrameDecoder     FrameHandler
 *             64 KiB a frame,  64 KiB and n fragments a message, inflated too
 *             can be paused    pings, heartbeats, dead peers, violations
 *
 *   socket ◄───────────────── WebSocketConnection ◄── Session, Room: ready-made frames
 *
 * When we have said our last words, be it an error answer or a close frame, Linger takes the first place:
 *
 *   socket ─► linger           reads and throws away, 1 s or 1 MiB, then closes
 *
 * Above the limits of connections there is only
 *
 *   socket ─► come-back-later  503, then linger
 * </pre>
 *
 * <p>A TLS handler, should there be one, stands before all of these. Writes go out through every handler to the left of the
 * one that writes, so it sees them all.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A failed close has nobody left to be told.
final class ChatChannelInitializer extends ChannelInitializer<Channel> {
    private final Shared shared;
    private final Admission admission;
    private final Function<EventLoop, LoopLocal> loops;
    private final WebSocketServerProtocolConfig webSocketProtocol;

    /** @param loops what belongs to each event loop that connections live on */
    ChatChannelInitializer(Shared shared, Admission admission, Function<EventLoop, LoopLocal> loops) {
        this.shared = shared;
        this.admission = admission;
        this.loops = loops;
        webSocketProtocol = webSocketProtocol(shared.config().webSocket());
    }

    @Override
    protected void initChannel(Channel channel) {
        LoopLocal loop = loops.apply(channel.eventLoop());
        switch (enter(channel)) {
            case ADMITTED -> speakHttp(channel, loop);
            case REFUSED -> channel.pipeline().addLast("come-back-later", new ComeBackLater(loop.watch()));
            case DROPPED -> channel.close();
        }
    }

    private void speakHttp(Channel channel, LoopLocal loop) {
        RequestGuard guard = new RequestGuard(shared.config().http().headerBytesMax());
        channel.pipeline()
                .addLast("request-guard", guard)
                .addLast("http-codec", new HttpServerCodec(httpDecoder()))
                .addLast("request-handler", new RequestHandler(shared, loop.watch(), guard))
                .addLast("upgrade", new UpgradeHandler(shared, loop))
                .addLast("websocket-protocol", new WebSocketServerProtocolHandler(webSocketProtocol));
    }

    private Admission.Verdict enter(Channel channel) {
        shared.metrics().connectionsAccepted.increment();
        InetAddress address = channel.remoteAddress() instanceof InetSocketAddress inet && inet.getAddress() != null
                ? inet.getAddress()
                : InetAddress.getLoopbackAddress();
        Admission.Verdict verdict = admission.enter(address);
        if (verdict != Admission.Verdict.ADMITTED) {
            shared.metrics().handshakesRefused.increment();
        }
        channel.closeFuture().addListener(closed -> {
            shared.metrics().connectionsClosed.increment();
            admission.left(address, verdict);
        });
        return verdict;
    }

    /** Netty's own limits are never met: {@link RequestGuard} has stricter ones. */
    private HttpDecoderConfig httpDecoder() {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(RequestGuard.LINE_BYTES_MAX)
                .setMaxHeaderSize(shared.config().http().headerBytesMax())
                .setValidateHeaders(true)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true)
                .setAllowDuplicateContentLengths(false);
    }

    /** It shakes hands and no more; frames, pongs and closing are ours. */
    private static WebSocketServerProtocolConfig webSocketProtocol(WebSocket limits) {
        return WebSocketServerProtocolConfig.newBuilder()
                .websocketPath("/")
                .checkStartsWith(true)
                .subprotocols(UpgradeRules.CHAT_V1)
                .decoderConfig(FrameDecoder.config(limits))
                .handleCloseFrames(false)
                .sendCloseFrame(null)
                .dropPongFrames(false)
                .build();
    }
}

package chat.server.transport;

import chat.server.auth.Identity;
import chat.server.session.Client;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before Netty's handshake, which accepts nearly everything, and lets only sound upgrade requests through to it; adds
 * the negotiated extension to its answer.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Failed writes end the connection, which is all there is to do.
final class UpgradeHandler extends ChannelDuplexHandler {
    private static final Logger LOG = LoggerFactory.getLogger(UpgradeHandler.class);

    private final Shared shared;
    private final LoopLocal loop;
    private Optional<String> extension = Optional.empty();

    UpgradeHandler(Shared shared, LoopLocal loop) {
        this.shared = shared;
        this.loop = loop;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (!(msg instanceof FullHttpRequest request)) {
            ctx.fireChannelRead(msg);
            return;
        }
        try {
            Client client = shared.upgradeRules().check(request);
            checkReady();
            identify(ctx, request, client);
        } catch (Refusal refusal) {
            refuse(ctx, request, refusal);
        }
    }

    private void refuse(ChannelHandlerContext ctx, FullHttpRequest request, Refusal refusal) {
        request.release();
        shared.metrics().handshakesRefused.increment();
        LOG.debug("{} may not upgrade: {}", ctx.channel(), refusal.reason());
        ctx.write(Answers.of(refusal), ctx.voidPromise());
    }

    /** Who comes with an {@code Authorization} header has to be somebody before anything is answered. */
    private void identify(ChannelHandlerContext ctx, FullHttpRequest request, Client client) throws Refusal {
        Optional<String> authorization = UpgradeCredentials.of(
                request.headers(), client, shared.authenticator(), ApiCall.address(ctx.channel()));
        if (authorization.isEmpty()) {
            upgrade(ctx, request, client);
            return;
        }
        shared.authenticator()
                .header(authorization.get(), ApiCall.address(ctx.channel()))
                .whenComplete((identity, failure) -> {
                    Runnable goOn = () -> identified(ctx, request, client, identity, failure);
                    if (ctx.executor().inEventLoop()) {
                        goOn.run();
                    } else {
                        ctx.executor().execute(goOn);
                    }
                });
    }

    private void identified(
            ChannelHandlerContext ctx,
            FullHttpRequest request,
            Client client,
            @Nullable Identity identity,
            @Nullable Throwable failure) {
        if (ctx.isRemoved()) {
            request.release();
        } else if (identity == null) {
            refuse(ctx, request, UpgradeCredentials.refusal(failure));
            ctx.flush();
        } else {
            upgrade(ctx, request, client.as(identity));
            ctx.flush();
        }
    }

    private void upgrade(ChannelHandlerContext ctx, FullHttpRequest request, Client client) {
        extension = shared.config().webSocket().compression()
                ? PermessageDeflate.accept(request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS))
                : Optional.empty();
        simplify(request.headers(), client);
        ctx.pipeline()
                .addLast("session-opener", new SessionOpener(shared, loop, new Upgrade(client, extension.isPresent())));
        ctx.fireChannelRead(request);
    }

    /** What comes from before does not get here: a bug of this handler or of the handshake. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.error("{} met a bug of ours while upgrading; closing it", ctx.channel(), cause);
        ctx.close();
    }

    private void checkReady() throws Refusal {
        if (!shared.readiness().isReady()) {
            throw Refusal.of(
                    HttpResponseStatus.SERVICE_UNAVAILABLE,
                    "The server is restarting.",
                    HttpHeaderNames.RETRY_AFTER.toString(),
                    "5");
        }
    }

    /** Leaves the handshake no choice: what was a list in the request becomes what was chosen of it. */
    private static void simplify(HttpHeaders headers, Client client) {
        headers.set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
        if (client instanceof Client.Json) {
            headers.set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, UpgradeRules.CHAT_V1);
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        if (msg instanceof FullHttpResponse response
                && response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            extension.ifPresent(accepted -> response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, accepted));
        }
        ctx.write(msg, promise);
    }
}

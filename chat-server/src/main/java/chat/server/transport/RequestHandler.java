package chat.server.transport;

import chat.server.api.Api;
import chat.server.api.ApiError;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests, one at a time, and hands those which want a WebSocket on as whole requests. Every answer, whoever wrote
 * it, leaves through here: it gets its common headers, is logged, and either lets the next request in or ends the
 * connection. Also keeps the deadline of the HTTP phase.
 */
@SuppressWarnings(
        "FutureReturnValueIgnored") // Failed writes and closes end the connection, which is all there is to do.
final class RequestHandler extends WatchedHandler {
    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

    /** No answer takes longer that ever comes. */
    private static final long ANSWER_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);

    private final Shared shared;
    private final Watch watch;
    private final RequestGuard guard;
    private final long waitNanosMax;
    private Exchange exchange;
    private long deadlineNanos;
    private long unreadBytes;
    private Optional<ApiCall> call = Optional.empty();

    /** An answer is being looked for elsewhere. */
    private boolean working;

    private boolean ending;

    RequestHandler(Shared shared, Watch watch, RequestGuard guard) {
        super(watch);
        this.shared = shared;
        this.watch = watch;
        this.guard = guard;
        waitNanosMax = TimeUnit.MILLISECONDS.toNanos(shared.config().http().handshakeMillisMax());
        exchange = Exchange.unreadable(watch.now());
        deadlineNanos = watch.now() + waitNanosMax;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        try {
            if (ending) {
                return;
            }
            if (msg instanceof HttpRequest request) {
                exchange = Exchange.unreadable(now());
                receive(ctx, request);
            } else if (msg instanceof HttpContent content && call.isPresent()) {
                call.get().add(content.content());
                if (content instanceof LastHttpContent) {
                    ask(ctx, call.get());
                }
            }
        } catch (Refusal refusal) {
            refuse(ctx, refusal);
        } finally {
            ReferenceCountUtil.release(msg);
        }
    }

    private void receive(ChannelHandlerContext ctx, HttpRequest request) throws Refusal {
        RequestRules.check(request);
        RequestTarget target = RequestTarget.parse(request.uri());
        exchange = new Exchange(request.method().name(), target.path(), HttpUtil.isKeepAlive(request), now());
        boolean upgrade = UpgradeRules.concern(request, target);
        boolean api = !upgrade && Api.concerns(target.path());
        int bodyLength = RequestRules.bodyLength(request.headers(), api);
        if (upgrade) {
            working = true;
            ctx.fireChannelRead(new DefaultFullHttpRequest(
                    request.protocolVersion(),
                    request.method(),
                    request.uri(),
                    Unpooled.EMPTY_BUFFER,
                    request.headers(),
                    EmptyHttpHeaders.INSTANCE));
        } else if (api) {
            call = Optional.of(new ApiCall(request, target, bodyLength));
            guard.expectBody(bodyLength);
        } else {
            Optional<CompletionStage<FullHttpResponse>> later =
                    shared.routes().later(request, target, ApiCall.address(ctx.channel()));
            if (later.isPresent()) {
                await(ctx, later.get());
            } else {
                write(ctx, shared.routes().answer(request, target), ctx.voidPromise());
            }
        }
    }

    /** The whole request is here; its answer may come from another thread, some time later. */
    private void ask(ChannelHandlerContext ctx, ApiCall whole) {
        call = Optional.empty();
        if (!shared.upgradeRules().allowsOrigin(whole.headers())) {
            answer(ctx, Answers.of(shared.api().refused(ApiError.FOREIGN_ORIGIN)));
            return;
        }
        await(ctx, shared.api().answer(whole.request(ctx.channel())).thenApply(Answers::of));
    }

    private void await(ChannelHandlerContext ctx, CompletionStage<FullHttpResponse> asked) {
        working = true;
        asked.whenComplete((response, failure) -> {
            if (ctx.executor().inEventLoop()) {
                answered(ctx, response, failure);
            } else {
                ctx.executor().execute(() -> answered(ctx, response, failure));
            }
        });
    }

    /** Whatever went wrong, the client is told so. */
    private void answered(ChannelHandlerContext ctx, @Nullable FullHttpResponse response, @Nullable Throwable failure) {
        if (response != null) {
            answer(ctx, response);
            return;
        }
        LOG.error("{} failed while answering {}", ctx.channel(), AccessLog.escape(exchange.path()), failure);
        answer(ctx, Answers.of(shared.api().refused(ApiError.INTERNAL)));
    }

    private void answer(ChannelHandlerContext ctx, FullHttpResponse response) {
        if (!ctx.isRemoved() && !ending) {
            write(ctx, response, ctx.voidPromise());
            ctx.flush();
        }
    }

    private void refuse(ChannelHandlerContext ctx, Refusal refusal) {
        shared.metrics().requestsRefused.increment();
        if (refusal.isClosing()) {
            exchange = new Exchange(exchange.method(), exchange.path(), false, exchange.startNanos());
        }
        write(ctx, Answers.of(refusal), ctx.voidPromise());
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        if (ending || !(msg instanceof FullHttpResponse response)) {
            ReferenceCountUtil.release(msg);
            ctx.close(promise.unvoid());
            return;
        }
        working = false;
        int bytes = exchange.method().equals("HEAD") ? 0 : response.content().readableBytes();
        shared.accessLog().log(ctx.channel(), exchange, response.status().code(), bytes, now());
        if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            ctx.write(response, promise);
            return;
        }
        boolean keepAlive = exchange.keepAlive() && shared.readiness().isReady();
        Answers.complete(response, keepAlive, shared.clock());
        if (keepAlive) {
            ctx.write(response, promise);
            deadlineNanos = now() + waitNanosMax;
            guard.answered(ctx.pipeline().context(guard));
        } else {
            ending = true;
            Linger.after(
                    ctx.writeAndFlush(response, promise.unvoid()),
                    ctx.pipeline().context(guard),
                    watch);
        }
    }

    @Override
    void excuse(long nanos) {
        deadlineNanos += nanos;
    }

    /** Closes whoever has not said anything whole by now, unless it is busy reading an answer. */
    @Override
    void sweep(long nowNanos) {
        if (ending) {
            return;
        }
        long unread = unreadBytes();
        if (unread < unreadBytes) {
            deadlineNanos = nowNanos + waitNanosMax;
        }
        unreadBytes = unread;
        if (nowNanos - (working ? exchange.startNanos() + ANSWER_NANOS_MAX : deadlineNanos) >= 0) {
            shared.metrics().requestsTimedOut.increment();
            LOG.debug("{} sent nothing whole in time; closing it", context().channel());
            cut();
        }
    }

    private long unreadBytes() {
        ChannelOutboundBuffer buffer = context().channel().unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes() - buffer.currentProgress();
    }

    /** Whoever waits for an answer gets it, and then the connection ends; an idle one can go at once. */
    @Override
    void shutDown() {
        if (!ending && !working) {
            ending = true;
            Linger.after(
                    context().writeAndFlush(Unpooled.EMPTY_BUFFER),
                    context().pipeline().context(guard),
                    watch);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (ending || cause instanceof IOException) {
            LOG.debug("{} failed: {}", ctx.channel(), cause.toString());
            ctx.close();
        } else if (cause instanceof Refusal refusal) {
            exchange = Exchange.unreadable(now());
            shared.metrics().violations.increment();
            LOG.debug("{} broke HTTP: {}", ctx.channel(), refusal.reason());
            refuse(ctx, refusal);
        } else if (cause instanceof DecoderException) {
            shared.metrics().violations.increment();
            LOG.debug("{} broke HTTP: {}", ctx.channel(), cause.toString());
            refuse(ctx, Refusal.closing(HttpResponseStatus.BAD_REQUEST, "Malformed request."));
        } else {
            LOG.error("{} failed while answering {}", ctx.channel(), AccessLog.escape(exchange.path()), cause);
            refuse(ctx, Refusal.closing(HttpResponseStatus.INTERNAL_SERVER_ERROR, "Something went wrong here."));
        }
    }
}

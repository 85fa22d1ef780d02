package chat.server.transport;

import chat.server.api.Api;
import chat.server.auth.Authenticator;
import chat.server.config.Listen;
import chat.server.config.ServerConfig;
import chat.server.config.WebSocket;
import chat.server.metrics.Exposition;
import chat.server.metrics.ServerMetrics;
import chat.server.session.SessionFactory;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listening port with everything behind it. Made last, when all that connections need is there. */
@SuppressWarnings("FutureReturnValueIgnored") // Tasks on loops report their own failures.
public final class NettyServer {
    /** Looked at so often: deadlines are kept to this precision. */
    private static final int SWEEP_MILLIS = 1_000;

    /** At a stop so many connections of each loop are told at a time, so that not all come back at once. */
    private static final int SHUT_DOWN_BATCH = 256;

    private static final int SHUT_DOWN_PAUSE_MILLIS = 20;
    private static final int BACKLOG = 4_096;
    private static final int READ_BYTES_MIN = 128;
    private static final int READ_BYTES_INITIAL = 512;
    private static final int READ_BYTES_MAX = 16_384;

    private static final Logger LOG = LoggerFactory.getLogger(NettyServer.class);

    private final Channel listener;
    private final Admission admission;
    private final Readiness readiness;
    private final Map<EventLoop, LoopLocal> locals;

    private NettyServer(Channel listener, Admission admission, Readiness readiness, Map<EventLoop, LoopLocal> locals) {
        this.listener = listener;
        this.admission = admission;
        this.readiness = readiness;
        this.locals = locals;
    }

    /** What connections are for: the sessions that they carry, and what else is answered on them. */
    public record Served(
            SessionFactory sessions, Api api, Authenticator authenticator, Exposition exposition, PageFiles page) {}

    /**
     * Binds the port; when this returns connections are served.
     *
     * @param loops stay the caller's: close them after this server
     * @throws BindException when the port cannot be had
     * @throws UnknownHostException when the host is no address of this machine
     * @throws IOException when the page's files cannot be read
     */
    public static NettyServer start(ServerConfig config, EventLoops loops, Served served, ServerMetrics metrics)
            throws IOException {
        Readiness readiness = new Readiness();
        Shared shared = new Shared(
                config,
                metrics,
                served.sessions(),
                new Routes(
                        served.page().files(),
                        readiness,
                        new MetricsPage(config.http().metrics(), served.exposition())),
                served.api(),
                served.authenticator(),
                new UpgradeRules(config),
                readiness,
                new AccessLog(config.http().accessLog()),
                FrameHandler::new,
                InstantSource.system());
        return start(shared, loops, System::nanoTime, SWEEP_MILLIS);
    }

    /** As the other one, with what tests replace. */
    static NettyServer start(Shared shared, EventLoops loops, LongSupplier nanoTime, int sweepMillis)
            throws IOException {
        ServerConfig config = shared.config();
        Map<EventLoop, LoopLocal> locals = new HashMap<>();
        for (EventLoop loop : loops.loops()) {
            Watch watch = new Watch(nanoTime);
            watch.start(loop, sweepMillis);
            locals.put(
                    loop, new LoopLocal(watch, new Deflation(config.webSocket().messageBytesMax())));
        }
        Admission admission = new Admission(config);
        ServerBootstrap bootstrap = bootstrap(loops, config.webSocket())
                .childHandler(new ChatChannelInitializer(shared, admission, locals::get));
        shared.readiness().set(true);
        Channel listener = bind(bootstrap, config.listen());
        return new NettyServer(listener, admission, shared.readiness(), locals);
    }

    /** How much memory beside the heap what is read and written takes, in bytes. Any thread. */
    public static long bufferBytes() {
        return ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider provider
                ? provider.metric().usedDirectMemory()
                : 0;
    }

    private static ServerBootstrap bootstrap(EventLoops loops, WebSocket limits) {
        int high = limits.unwrittenEventBytesMax();
        return new ServerBootstrap()
                .group(loops.group())
                .channel(loops.serverChannel())
                .handler(new AcceptFailures())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(high / 2, high))
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(READ_BYTES_MIN, READ_BYTES_INITIAL, READ_BYTES_MAX));
    }

    private static Channel bind(ServerBootstrap bootstrap, Listen listen) throws IOException {
        ChannelFuture bound = bootstrap.bind(listen.host(), listen.port()).awaitUninterruptibly();
        if (bound.isSuccess()) {
            return bound.channel();
        }
        if (!isOurs(listen.host())) {
            throw new UnknownHostException(listen.host());
        }
        BindException refused = new BindException(String.valueOf(bound.cause().getMessage()));
        refused.initCause(bound.cause());
        throw refused;
    }

    private static boolean isOurs(String host) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        return address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
    }

    /** Where it listens; the real port when 0 was asked for. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    /** Connections open now. Any thread. */
    public int connections() {
        return admission.open();
    }

    /**
     * Stops accepting, says not ready, tells every session that the server restarts, some at a time, and waits until all are
     * gone. Blocks; not on an event loop.
     *
     * @param limit whoever is left by then is cut off
     */
    public void stop(Duration limit) {
        readiness.set(false);
        listener.close().awaitUninterruptibly();
        locals.forEach((loop, local) -> loop.execute(() -> shutDown(loop, local.watch(), Integer.MAX_VALUE)));
        try {
            admission.whenEmpty().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.info("{} connections did not end in time and are cut off", admission.open());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Nothing fails this future", e);
        }
        locals.forEach((loop, local) -> loop.execute(local.watch()::cutAll));
    }

    private static void shutDown(EventLoop loop, Watch watch, int end) {
        int next = watch.shutDown(Math.min(end, watch.size()), SHUT_DOWN_BATCH);
        if (next > 0) {
            loop.schedule(() -> shutDown(loop, watch, next), SHUT_DOWN_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}

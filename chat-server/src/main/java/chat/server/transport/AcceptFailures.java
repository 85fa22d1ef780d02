package chat.server.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the listening socket does when it cannot accept, mostly because the process is out of file descriptors: one line, and
 * a pause instead of a busy loop. Connections that are open go on.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Ends with the loop.
final class AcceptFailures extends ChannelInboundHandlerAdapter {
    private static final int PAUSE_SECONDS = 1;
    private static final Logger LOG = LoggerFactory.getLogger(AcceptFailures.class);

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.warn("{} cannot accept, trying again in {} s: {}", ctx.channel(), PAUSE_SECONDS, cause.toString());
        ctx.channel().config().setAutoRead(false);
        ctx.executor().schedule(() -> ctx.channel().config().setAutoRead(true), PAUSE_SECONDS, TimeUnit.SECONDS);
    }
}

package chat.server.room;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

/**
 * One connection, as a room sees it: where frames go out. Transport implements it. Every method but {@link #channel()} is
 * called on the channel's event loop.
 */
public interface Outlet {
    /** The channel, for its event loop and for {@code ChannelGroup}. */
    Channel channel();

    /** Whether shared frames may be compressed (permessage-deflate was negotiated). */
    boolean compresses();

    /** Whether less is unwritten than events may occupy; see {@code webSocket.unwrittenEventBytesMax}. */
    boolean isWritable();

    /**
     * Writes whole WebSocket frames as they are, without a flush. Takes over one reference of {@code frames}. Costs no
     * promise: a failed write ends the connection.
     */
    void write(ByteBuf frames);

    /** Hands what was written to the network. */
    void flush();
}

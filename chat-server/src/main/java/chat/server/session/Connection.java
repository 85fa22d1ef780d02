package chat.server.session;

import chat.protocol.CloseCode;
import chat.server.room.Outlet;

/** What a session can do to its connection. Transport implements it; all calls on the channel's event loop. */
public interface Connection extends Outlet {
    /**
     * Sends one text message to this connection alone, and flushes at the latest at the end of the read or task under
     * way.
     * Bounded: with more than {@code webSocket.unwrittenBytesMax} unwritten it calls
     * {@link Session#close} with {@link CloseCode#SLOW_READER} instead.
     *
     * @param utf8 the payload; must not change afterwards
     */
    void send(byte[] utf8);

    /**
     * Stops or resumes reading from the network; what was read already waits, in order, and is bounded. Nothing is
     * delivered from within this call.
     */
    void pauseReads(boolean paused);

    /**
     * Writes one close frame, then reads and throws away what still comes, for at most 1 s or 1 MiB, then closes. Further
     * calls do nothing. Only {@link Session#close} calls this: it is the one way out.
     */
    void close(CloseCode code);
}

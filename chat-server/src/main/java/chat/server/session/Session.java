package chat.server.session;

import chat.protocol.CloseCode;

/** One connection's life, as transport drives it. All calls on the channel's event loop. */
public interface Session {
    /** A whole text message: valid UTF-8, within the size limit. */
    void onText(byte[] utf8);

    /** A whole binary message; no client of ours sends any. */
    void onBinary();

    /** It is time to let hear from us; transport has sent the WebSocket ping already. */
    void onHeartbeat();

    /** Called about once a second, for deadlines. */
    void onTick(long nowNanos);

    /** The channel has room again after {@link Connection#isWritable()} was false. */
    void onWritable();

    /** The channel is gone, whoever ended it. The last call. */
    void onClosed();

    /**
     * The one way out: forgets the rooms, tells a {@code chat.v1} client why, sends the close frame and closes. Further
     * calls do nothing.
     */
    void close(CloseCode code);
}

package chat.server.config;

/**
 * Frames and their limits.
 *
 * @param messageBytesMax a frame and a whole message, inflated too
 * @param fragmentsMax frames one message may come in
 * @param heartbeatMillis a ping that often
 * @param deadAfterMillis without any frame for so long a connection is dead
 * @param unwrittenEventBytesMax with more than this unwritten a member gets nothing more and catches up later
 * @param unwrittenBytesMax with more than this unwritten, answers included, the connection is closed
 */
public record WebSocket(
        int messageBytesMax,
        int fragmentsMax,
        boolean compression,
        int heartbeatMillis,
        int deadAfterMillis,
        int unwrittenEventBytesMax,
        int unwrittenBytesMax) {
    public WebSocket withMessageBytesMax(int value) {
        return new WebSocket(
                value,
                fragmentsMax,
                compression,
                heartbeatMillis,
                deadAfterMillis,
                unwrittenEventBytesMax,
                unwrittenBytesMax);
    }

    public WebSocket withFragmentsMax(int value) {
        return new WebSocket(
                messageBytesMax,
                value,
                compression,
                heartbeatMillis,
                deadAfterMillis,
                unwrittenEventBytesMax,
                unwrittenBytesMax);
    }

    public WebSocket withCompression(boolean value) {
        return new WebSocket(
                messageBytesMax,
                fragmentsMax,
                value,
                heartbeatMillis,
                deadAfterMillis,
                unwrittenEventBytesMax,
                unwrittenBytesMax);
    }

    public WebSocket withHeartbeatMillis(int value) {
        return new WebSocket(
                messageBytesMax,
                fragmentsMax,
                compression,
                value,
                deadAfterMillis,
                unwrittenEventBytesMax,
                unwrittenBytesMax);
    }

    public WebSocket withDeadAfterMillis(int value) {
        return new WebSocket(
                messageBytesMax,
                fragmentsMax,
                compression,
                heartbeatMillis,
                value,
                unwrittenEventBytesMax,
                unwrittenBytesMax);
    }

    public WebSocket withUnwrittenEventBytesMax(int value) {
        return new WebSocket(
                messageBytesMax, fragmentsMax, compression, heartbeatMillis, deadAfterMillis, value, unwrittenBytesMax);
    }

    public WebSocket withUnwrittenBytesMax(int value) {
        return new WebSocket(
                messageBytesMax,
                fragmentsMax,
                compression,
                heartbeatMillis,
                deadAfterMillis,
                unwrittenEventBytesMax,
                value);
    }
}

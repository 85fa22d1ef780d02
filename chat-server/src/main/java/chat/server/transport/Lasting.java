package chat.server.transport;

/** How long a state has lasted, for those who look now and then; begins with the first look that finds it so. */
final class Lasting {
    private boolean lasts;
    private long sinceNanos;

    /** @return 0 when it is not so, or has only now begun */
    long nanos(boolean isSo, long nowNanos) {
        if (!isSo || !lasts) {
            lasts = isSo;
            sinceNanos = nowNanos;
        }
        return nowNanos - sinceNanos;
    }
}

package chat.server.session;

/**
 * Stops a connection's reads while too many of its requests are in work, or while a rate says wait: that is how
 * back-pressure reaches a client. On the channel's event loop.
 */
final class ReadGate {
    private final Connection connection;
    private final int unansweredMax;
    private int unanswered;
    private boolean full;
    private boolean held;
    private boolean paused;

    ReadGate(Connection connection, int unansweredMax) {
        this.connection = connection;
        this.unansweredMax = unansweredMax;
    }

    /** A request is in work. */
    void began() {
        unanswered++;
        full |= unanswered >= unansweredMax;
        update();
    }

    /** A request was answered. Reads go on once half of them are. */
    void answered() {
        unanswered--;
        full &= unanswered > unansweredMax / 2;
        update();
    }

    /** A rate says wait, or no longer. */
    void hold(boolean hold) {
        held = hold;
        update();
    }

    private void update() {
        boolean pause = full || held;
        if (pause != paused) {
            paused = pause;
            connection.pauseReads(pause);
        }
    }
}

package chat.server.transport;

/** Whether new work is welcome: false before the port is bound and from the beginning of a stop on. Any thread. */
final class Readiness {
    private volatile boolean ready;

    boolean isReady() {
        return ready;
    }

    void set(boolean isReady) {
        ready = isReady;
    }
}

package chat.server.store;

/** Hears how far something long has come. One thread. */
public interface Progress {
    /**
     * Called often; whoever hears it decides what to show.
     *
     * @param what is being done, without a number
     * @param done of {@code total}
     * @param total 0: nobody knows
     */
    void at(String what, long done, long total);
}

package chat.server.admin;

/**
 * What the server answers: any number of {@link Kind#PROGRESS} and {@link Kind#SEND}, then one of the others.
 *
 * @param text what is being done, or what came of it
 * @param done of {@code total}
 * @param total 0: nobody knows
 */
record ControlReply(Kind kind, String text, long done, long total) {
    enum Kind {
        /** It goes on. */
        PROGRESS,
        /** The next lines of the input may come, an empty one behind them; that one alone: there are no more. */
        SEND,
        /** All is done. */
        DONE,
        /** Nothing is done any more. */
        FAILED
    }

    static ControlReply of(Kind kind, String text) {
        return new ControlReply(kind, text, 0, 0);
    }
}

package chat.load.drive;

/** A run came to nothing: nobody listens, say. The message is one line for a person. */
public final class FailedRunException extends Exception {
    private static final long serialVersionUID = 1;

    FailedRunException(String line) {
        super(line, null, false, false);
    }
}

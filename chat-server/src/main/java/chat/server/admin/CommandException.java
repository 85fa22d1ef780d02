package chat.server.admin;

/** A command could not do what it was asked for. The message is one line for the operator, without a stack trace. */
public final class CommandException extends Exception {
    private static final long serialVersionUID = 1;

    /** In the form "what: value (expected: …)". */
    public CommandException(String line) {
        super(line, null, false, false);
    }

    /** With what led to it, for those who debug. */
    public CommandException(String line, Throwable cause) {
        super(line, cause, false, false);
    }

    /** What went wrong. */
    String line() {
        return String.valueOf(getMessage()).replaceAll("\\R", " ");
    }
}

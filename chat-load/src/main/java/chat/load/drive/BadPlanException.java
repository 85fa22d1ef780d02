package chat.load.drive;

/** Something was asked for that cannot be done. The message is one line for a person. */
public final class BadPlanException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param line without line ends */
    public BadPlanException(String line) {
        super(line, null, false, false);
    }
}

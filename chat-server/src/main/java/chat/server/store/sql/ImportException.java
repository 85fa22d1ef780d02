package chat.server.store.sql;

/** An event that does not follow from those before it. */
public final class ImportException extends Exception {
    private static final long serialVersionUID = 1;

    private final int index;

    /**
     * @param index which of the events given, from 0
     * @param rule what would be right
     */
    ImportException(int index, String rule) {
        super(rule, null, false, false);
        this.index = index;
    }

    /** Which of the events given, from 0. */
    public int index() {
        return index;
    }

    /** What would be right, for a person. */
    public String rule() {
        return String.valueOf(getMessage());
    }
}

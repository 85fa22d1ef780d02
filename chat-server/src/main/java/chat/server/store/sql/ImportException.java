package chat.server.store.sql;

/** An event that does not follow from those before it, or a room that cannot be imported. */
public final class ImportException extends Exception {
    private static final long serialVersionUID = 1;

    private final int index;

    /**
     * @param index which of the events given, from 0; -1: none of them
     * @param rule what is wrong, or would be right, for a person
     */
    ImportException(int index, String rule) {
        super(rule, null, false, false);
        this.index = index;
    }

    /** The room is gone. */
    static ImportException clearedUp() {
        return new ImportException(-1, "room: no longer there (expected: nobody else clears up)");
    }

    /** Which of the events given, from 0; -1: none of them. */
    public int index() {
        return index;
    }

    /** What is wrong, or would be right, for a person. */
    public String rule() {
        return String.valueOf(getMessage());
    }
}

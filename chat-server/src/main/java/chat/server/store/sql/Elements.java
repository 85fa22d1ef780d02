package chat.server.store.sql;

/** A JSON array of arrays, as {@link Dialect#elements} takes them apart again. Empty, it is no parameter for a query. */
final class Elements {
    private final StringBuilder json = new StringBuilder("[");

    /** Adds an array of strings and numbers. */
    Elements add(Object... members) {
        json.append(json.length() == 1 ? "[" : ",[");
        for (int i = 0; i < members.length; i++) {
            if (i > 0) {
                json.append(',');
            }
            append(members[i]);
        }
        json.append(']');
        return this;
    }

    private void append(Object member) {
        if (member instanceof Long) {
            json.append(member);
            return;
        }
        String text = member.toString();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c < ' ') {
                // Names of rooms, users and drafts have none of these.
                throw new IllegalArgumentException("element: has the character " + (int) c + " (expected: a key)");
            }
        }
        json.append('"').append(text).append('"');
    }

    boolean isEmpty() {
        return json.length() == 1;
    }

    @Override
    public String toString() {
        return json + "]";
    }
}

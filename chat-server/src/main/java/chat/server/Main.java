package chat.server;

/** Placeholder while the skeleton is proved. */
public final class Main {
    private Main() {}

    /** Does nothing yet. */
    public static void main(String[] args) {}
}

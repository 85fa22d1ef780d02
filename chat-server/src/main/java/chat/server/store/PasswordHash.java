package chat.server.store;

/** What is kept of a password: its hash with salt and parameters, as {@code $argon2id$v=19$…}. Not to be shown. */
public record PasswordHash(String value) {
    @Override
    public String toString() {
        return "(not shown)";
    }
}

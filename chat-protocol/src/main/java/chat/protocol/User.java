package chat.protocol;

import java.util.Arrays;

/**
 * A user as members lists and avatars show it.
 *
 * @param color an avatar's background, {@code #rrggbb}, made from the name; white text on it has contrast 4.5 or more
 * @param initials one or two letters for the avatar
 */
public record User(UserId id, UserName name, String color, String initials) {
    /** Backgrounds on which white text reaches WCAG AA (4.5:1). */
    private static final String[] COLORS = {
        "#b3261e", "#a83269", "#8e3a9d", "#6a45b8", "#4a55b5", "#2a62b0", "#17699a", "#0f6f7a",
        "#13715c", "#2b7137", "#4f6b1b", "#716114", "#8a5610", "#9c4a1a", "#7a5446", "#566470"
    };

    /** A user with the avatar that its name makes. */
    public static User of(UserId id, UserName name) {
        String color = COLORS[Math.floorMod(name.folded().hashCode(), COLORS.length)];
        return new User(id, name, color, initials(name.value()));
    }

    /** This user as events name it. */
    public Author asAuthor() {
        return new Author(id, name);
    }

    /** One letter at a time, because a whole string would grow: "ß" becomes "SS". */
    private static String initials(String name) {
        return Arrays.stream(name.split("[ ._'()-]+"))
                .flatMapToInt(
                        word -> word.codePoints().filter(Character::isLetter).limit(1))
                .limit(2)
                .map(Character::toTitleCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}

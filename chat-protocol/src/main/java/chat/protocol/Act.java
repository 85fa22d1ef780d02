package chat.protocol;

import java.util.Locale;

/** What somebody does in a room, as far as not everybody may do it always. {@link Permissions} has a row for each. */
public enum Act {
    /** Join, read the log, search, see pins, versions and members, move the read mark. */
    READ,
    /** Be shown as typing. */
    TYPE,
    /** Post a message. */
    POST,
    /** Change a message of one's own. */
    EDIT_OWN,
    /** Delete a message of one's own. */
    DELETE_OWN,
    /** Put an emoji under a message, or take it away. */
    REACT,
    /** Pin a message, or take it off the board. */
    PIN,
    /** Say what the room is about. */
    SET_TOPIC,
    /** Call everybody of the room. */
    MENTION_ROOM,
    /** Delete a message of somebody else. */
    DELETE_ANY,
    /** Send somebody out of the room; of a private one: end their membership. */
    KICK,
    /** Mute somebody, unmute them, and see who is muted. */
    MUTE,
    /** Ban somebody, let them in again, and see who is banned. */
    BAN,
    /** Make somebody a member of a private room. */
    INVITE,
    /** Say how long members wait from one message to the next. */
    SET_SLOW_MODE,
    /** See what was reported in the room, and close it. */
    SEE_REPORTS,
    /** Change title, description, who may post, and whether the room is archived. */
    CHANGE_ROOM,
    /** Give somebody a role. */
    SET_ROLE,
    /** Delete the room with all that is in it. */
    DELETE_ROOM,
    /** Report a message. */
    REPORT,
    /** Leave a private room for good. */
    LEAVE,
    /** Block its people. */
    BLOCK;

    /** The name in the page and in documents: {@code EDIT_OWN} is {@code editOwn}. */
    public String wireName() {
        StringBuilder name = new StringBuilder();
        for (String word : name().split("_")) {
            String lower = word.toLowerCase(Locale.ROOT);
            name.append(name.isEmpty() ? lower : word.charAt(0) + lower.substring(1));
        }
        return name.toString();
    }
}

package chat.protocol;

import java.util.Locale;

/** What somebody does in a room, as far as not everybody may do it always. {@link Permissions} has a row for each. */
public enum Act {
    READ("Join, read the log, search, see pins, versions and members, move the read mark."),
    TYPE("Be shown as typing."),
    POST("Post a message."),
    EDIT_OWN("Change a message of one's own."),
    DELETE_OWN("Delete a message of one's own."),
    REACT("Put an emoji under a message, or take it away."),
    PIN("Pin a message, or take it off the board."),
    SET_TOPIC("Say what the room is about."),
    MENTION_ROOM("Call everybody of the room."),
    DELETE_ANY("Delete a message of somebody else."),
    KICK("Send somebody out of the room; of a private one: end their membership."),
    MUTE("Mute somebody, unmute them, and see who is muted."),
    BAN("Ban somebody, let them in again, and see who is banned."),
    INVITE("Make somebody a member of a private room."),
    SET_SLOW_MODE("Say how long members wait from one message to the next."),
    SEE_REPORTS("See what was reported in the room, and close it."),
    CHANGE_ROOM("Change title, description, who may post, and whether the room is archived."),
    SET_ROLE("Give somebody a role."),
    DELETE_ROOM("Delete the room with all that is in it."),
    REPORT("Report a message."),
    LEAVE("Leave a private room for good."),
    BLOCK("Block its people.");

    private final String sentence;

    Act(String sentence) {
        this.sentence = sentence;
    }

    /** What it is, for a person, in English. */
    public String sentence() {
        return sentence;
    }

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

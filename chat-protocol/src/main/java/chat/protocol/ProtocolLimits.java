package chat.protocol;

/** Bounds that are part of the protocol, whatever a server is configured to. */
public final class ProtocolLimits {
    /** A message text, in Unicode code points. */
    public static final int TEXT_CODE_POINTS_MAX = 8_000;

    /** A user's name, in code points. */
    public static final int USER_NAME_CODE_POINTS_MIN = 2;

    /** A user's name, in code points. */
    public static final int USER_NAME_CODE_POINTS_MAX = 32;

    /** How many letters a user's name needs. */
    public static final int USER_NAME_LETTERS_MIN = 2;

    /** A room's name, in code points. */
    public static final int ROOM_NAME_CODE_POINTS_MAX = 64;

    /** A room's title, in code points. */
    public static final int ROOM_TITLE_CODE_POINTS_MAX = 64;

    /** A client's name for a message, in characters. */
    public static final int CID_LENGTH_MAX = 64;

    /** A token, in characters. */
    public static final int TOKEN_LENGTH_MAX = 4_096;

    /** A store's epoch, in characters. */
    public static final int EPOCH_LENGTH_MAX = 64;

    /** Events in a page of history when no limit is given. */
    public static final int HISTORY_PAGE_DEFAULT = 50;

    /** Events in a page of history at most. */
    public static final int HISTORY_PAGE_MAX = 300;

    /** Entries in a page of rooms or members at most. */
    public static final int LIST_PAGE_MAX = 200;

    /** A room's topic, in code points. */
    public static final int TOPIC_CODE_POINTS_MAX = 250;

    /** An emoji, in code points: the longest in use (families, flags of regions) need 10 to 14. */
    public static final int EMOJI_CODE_POINTS_MAX = 16;

    /** Different emoji under one message. */
    public static final int REACTIONS_PER_POST_MAX = 20;

    /** Users named under one emoji of a message; the others are only counted. */
    public static final int REACTION_USERS_MAX = 100;

    /** Pinned messages of a room. */
    public static final int PINS_MAX = 100;

    /** Unread messages are counted exactly so far; one more means more. */
    public static final int UNREAD_MAX = 999;

    /** What is searched for, in code points. */
    public static final int QUERY_CODE_POINTS_MAX = 200;

    /** Words in what is searched for, at most; further ones are refused. */
    public static final int QUERY_WORDS_MAX = 16;

    /** Hits in a page when no limit is given. */
    public static final int SEARCH_PAGE_DEFAULT = 20;

    /** Hits in a page at most. */
    public static final int SEARCH_PAGE_MAX = 50;

    /** A snippet of a hit, in UTF-16 code units. */
    public static final int SNIPPET_LENGTH_MAX = 160;

    /** Where a search goes on, in characters. */
    public static final int CURSOR_LENGTH_MAX = 64;

    /** Earlier texts told of one message, at most; the newest ones. */
    public static final int VERSIONS_MAX = 100;

    /** Members told in {@code joined} and {@code reset}; above this many members, {@code presence} replaces notices. */
    public static final int MEMBERS_IN_JOINED = 100;

    /** How long {@code typing} is good for. */
    public static final int TYPING_SECONDS = 5;

    /** A room's description, in code points. */
    public static final int DESCRIPTION_CODE_POINTS_MAX = 1_000;

    /** Why something was done to somebody, in code points. */
    public static final int REASON_CODE_POINTS_MAX = 500;

    /** Users that one message calls by name. */
    public static final int MENTIONS_MAX = 50;

    /** How long members of a room may have to wait from one message to the next. */
    public static final int SLOW_SECONDS_MAX = 3_600;

    /** Users that a direct room is made with, beside who makes it. */
    public static final int DIRECT_USERS_MAX = 8;

    /** How long a mute or a ban that ends may last: a year. */
    public static final int RESTRICTION_SECONDS_MAX = 31_536_000;

    /** Users whom one user may block. */
    public static final int BLOCKS_MAX = 1_000;

    /** Users found by the beginning of their name when no limit is given. */
    public static final int FOUND_USERS_DEFAULT = 10;

    /** Users found by the beginning of their name at most. */
    public static final int FOUND_USERS_MAX = 50;

    /** How deep JSON may nest; messages need one level, the rest is for fields to come. */
    public static final int JSON_DEPTH_MAX = 16;

    /** How many JSON tokens (brackets, keys, values) a message may have; the longest message needs 20. */
    public static final int JSON_TOKENS_MAX = 4_096;

    private ProtocolLimits() {}
}

package chat.protocol;

import java.util.Optional;

/**
 * Who may do what in a room: the one table that server, page and {@code docs/PERMISSIONS.md} go by. Whoever is banned, or no
 * member of a private room, may do nothing at all and has no place in here.
 */
public final class Permissions {
    private Permissions() {}

    /** Which roles may do something. The names go by the lowest of them. */
    public enum Roles {
        /** Whoever is in the room. */
        ALL,
        /** All but readers. */
        MEMBERS,
        /** Owners and moderators. */
        STAFF,
        /** Owners alone. */
        OWNERS;

        /** Whether it is among them. */
        public boolean include(Role role) {
            return switch (this) {
                case ALL -> true;
                case MEMBERS -> role != Role.READER;
                case STAFF -> role.isStaff();
                case OWNERS -> role == Role.OWNER;
            };
        }
    }

    /** In which rooms there is such a thing. */
    public enum Rooms {
        /** In all. */
        ALL,
        /** In all but direct ones, where everybody is the same. */
        WITH_STAFF,
        /** In private ones only. */
        PRIVATE;

        /** Whether it is among them. */
        public boolean include(Visibility visibility) {
            return switch (this) {
                case ALL -> true;
                case WITH_STAFF -> visibility != Visibility.DIRECT;
                case PRIVATE -> visibility == Visibility.PRIVATE;
            };
        }
    }

    /** What takes an act away from those who may do it as a rule. */
    public enum Taken {
        /** Nothing does. */
        NEVER,
        /** The room is archived. */
        ARCHIVED,
        /** The room is archived, or they are muted. */
        MUTED,
        /** The room is archived, they are muted, or only staff posts there and they are none. */
        POSTING
    }

    /** A row of the table. */
    public record Row(Roles roles, Rooms rooms, Taken taken) {}

    /**
     * How somebody stands in a room at this moment.
     *
     * @param muted whether they are muted there
     */
    public record Standing(Visibility visibility, Role role, boolean muted, boolean archived, Posting posting) {
        /** Of somebody for whom nothing is taken away by the room or a mute. */
        public static Standing of(Visibility visibility, Role role) {
            return new Standing(visibility, role, false, false, Posting.ALL);
        }
    }

    /** The table. A new act without a row does not compile. */
    public static Row row(Act act) {
        return switch (act) {
            case READ, DELETE_OWN, REPORT, BLOCK -> new Row(Roles.ALL, Rooms.ALL, Taken.NEVER);
            case LEAVE -> new Row(Roles.ALL, Rooms.PRIVATE, Taken.NEVER);
            case EDIT_OWN, REACT -> new Row(Roles.MEMBERS, Rooms.ALL, Taken.MUTED);
            case TYPE, POST, PIN, SET_TOPIC -> new Row(Roles.MEMBERS, Rooms.ALL, Taken.POSTING);
            case MENTION_ROOM -> new Row(Roles.STAFF, Rooms.WITH_STAFF, Taken.MUTED);
            case DELETE_ANY, KICK, MUTE, BAN, SEE_REPORTS -> new Row(Roles.STAFF, Rooms.WITH_STAFF, Taken.NEVER);
            case SET_SLOW_MODE -> new Row(Roles.STAFF, Rooms.WITH_STAFF, Taken.ARCHIVED);
            case INVITE -> new Row(Roles.STAFF, Rooms.PRIVATE, Taken.ARCHIVED);
            case CHANGE_ROOM, SET_ROLE, DELETE_ROOM -> new Row(Roles.OWNERS, Rooms.WITH_STAFF, Taken.NEVER);
        };
    }

    /** Why somebody may not do something; nothing when they may. */
    public static Optional<ErrorCode> refusal(Act act, Standing standing) {
        Row row = row(act);
        if (!row.roles.include(standing.role) || !row.rooms.include(standing.visibility)) {
            return Optional.of(ErrorCode.FORBIDDEN);
        }
        if (standing.archived && row.taken != Taken.NEVER) {
            return Optional.of(ErrorCode.ARCHIVED);
        }
        boolean saying = row.taken == Taken.MUTED || row.taken == Taken.POSTING;
        if (standing.muted && saying) {
            return Optional.of(ErrorCode.MUTED);
        }
        boolean staffOnly = standing.posting == Posting.STAFF && row.taken == Taken.POSTING;
        return staffOnly && !standing.role.isStaff() ? Optional.of(ErrorCode.FORBIDDEN) : Optional.empty();
    }

    /** Whether somebody may do something. */
    public static boolean allows(Act act, Standing standing) {
        return refusal(act, standing).isEmpty();
    }

    /**
     * Whether somebody may do to another user what {@link #allows} in general: to those of a lower role. Owners may also take
     * their own role away.
     */
    public static boolean allowsOn(Act act, Role actor, Role target, boolean oneself) {
        return actor.outranks(target) || (oneself && act == Act.SET_ROLE && actor == Role.OWNER);
    }

    /** Whether somebody of this role may give others that one: an owner any, others only lower ones. */
    public static boolean allowsGiving(Role actor, Role given) {
        return actor == Role.OWNER || actor.outranks(given);
    }
}

package chat.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Somebody is muted in a room, or banned from it.
 *
 * @param until when it ends, epoch milliseconds; absent: never
 * @param by who decided it
 * @param at when, epoch milliseconds
 * @param byAddress it also holds for the address they came from
 */
public record Restriction(
        Author user,
        RestrictionKind kind,
        @Nullable Long until,
        @Nullable Reason reason,
        Author by,
        long at,
        boolean byAddress) {}

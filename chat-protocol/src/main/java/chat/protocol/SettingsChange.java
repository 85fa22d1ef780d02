package chat.protocol;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What shall be otherwise in a room's {@link RoomSettings}; what is absent stays as it is. */
public record SettingsChange(
        @Nullable RoomTitle title,
        @Nullable Description description,
        @Nullable Posting posting,
        @Nullable Boolean archived,
        @Nullable Integer slowSeconds) {

    /** The settings after this change. */
    public RoomSettings of(RoomSettings now) {
        return new RoomSettings(
                title == null ? now.title() : title,
                description == null ? now.description() : description,
                posting == null ? now.posting() : posting,
                archived == null ? now.archived() : archived,
                slowSeconds == null ? now.slowSeconds() : slowSeconds);
    }

    /** What one must be allowed to do for this. */
    public Set<Act> acts() {
        Set<Act> acts = EnumSet.noneOf(Act.class);
        if (slowSeconds != null) {
            acts.add(Act.SET_SLOW_MODE);
        }
        if (title != null || description != null || posting != null || archived != null) {
            acts.add(Act.CHANGE_ROOM);
        }
        return acts;
    }
}

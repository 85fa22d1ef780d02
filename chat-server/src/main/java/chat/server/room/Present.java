package chat.server.room;

import chat.protocol.Mentions;
import chat.protocol.MessageText;
import chat.protocol.RoomEvent;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.Consumer;

/** What a later event makes of earlier ones: messages are told in their present state, and deleted texts not at all. */
final class Present {
    private Present() {}

    /**
     * Finds out what an event changes; an event that was applied before changes nothing.
     *
     * @param log part of the log, by {@code seq}
     * @param replace told what is otherwise from now on
     */
    static void apply(RoomEvent event, NavigableMap<Long, RoomEvent> log, Consumer<RoomEvent> replace) {
        if (event instanceof RoomEvent.Posted reply && reply.replyTo() != null) {
            if (log.get(reply.replyTo()) instanceof RoomEvent.Posted root) {
                replace.accept(root.answeredBy(reply.seq()));
            }
        } else if (event instanceof RoomEvent.Change change) {
            if (log.get(change.target()) instanceof RoomEvent.Posted target) {
                replace.accept(target.after(change));
            }
            if (change instanceof RoomEvent.Deleted) {
                eraseEdits(change.target(), log, replace);
            }
        }
    }

    private static void eraseEdits(long target, NavigableMap<Long, RoomEvent> log, Consumer<RoomEvent> replace) {
        for (RoomEvent event : List.copyOf(log.tailMap(target).values())) {
            if (event instanceof RoomEvent.Edited edit && edit.target() == target) {
                replace.accept(new RoomEvent.Edited(
                        edit.room(),
                        edit.seq(),
                        edit.at(),
                        edit.from(),
                        edit.cid(),
                        target,
                        MessageText.ERASED,
                        Mentions.NONE));
            }
        }
    }
}

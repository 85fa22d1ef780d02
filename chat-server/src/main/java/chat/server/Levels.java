package chat.server;

import chat.server.metrics.Exposition.Level;
import chat.server.room.RoomRegistry;
import chat.server.session.OnlineUsers;
import chat.server.store.MessageStore;
import chat.server.store.sql.SqlMessageStore;
import chat.server.transport.NettyServer;
import java.util.ArrayList;
import java.util.List;

/** How full the parts of a server are, for those who watch it. */
final class Levels {
    private Levels() {}

    static List<Level> of(RoomRegistry rooms, OnlineUsers users, People people, MessageStore store) {
        List<Level> levels = new ArrayList<>(List.of(
                new Level("users.online", "", "Users with a connection", users::count),
                new Level(
                        "rooms", "public", "Rooms there are", () -> rooms.load().publicRooms()),
                new Level(
                        "rooms", "hidden", "Rooms there are", () -> rooms.load().hiddenRooms()),
                new Level(
                        "append.bytes",
                        "",
                        "Events on their way into the store",
                        () -> rooms.load().appendBytes()),
                new Level(
                        "catch.up.waiting",
                        "store",
                        "Pages that wait",
                        () -> rooms.load().readsWaiting()),
                new Level(
                        "catch.up.waiting",
                        "loop",
                        "Pages that wait",
                        () -> rooms.load().slicesWaiting()),
                new Level("passwords.waiting", "", "Passwords that wait to be hashed", people::passwordsWaiting),
                new Level("buffer.bytes", "", "Memory of the network beside the heap", NettyServer::bufferBytes)));
        if (store instanceof SqlMessageStore durable) {
            levels.add(new Level("store.queue.works", "", "What waits for the next commit", durable::queued));
        }
        return levels;
    }
}

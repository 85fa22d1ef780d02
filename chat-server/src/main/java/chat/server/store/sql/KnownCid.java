package chat.server.store.sql;

import chat.protocol.RoomName;
import chat.server.store.Appended;
import chat.server.store.Draft;
import chat.server.store.LogRules;

/** What became of a draft that was stored earlier. */
record KnownCid(RoomName room, long seq, long at, int fingerprint) {
    /** What a draft with the same {@code cid} is answered. */
    Appended answer(RoomName toRoom, Draft draft) {
        return LogRules.known(toRoom, draft, new Appended.Duplicate(room, seq, at), fingerprint);
    }
}

package chat.server.store;

import chat.protocol.Cid;
import chat.protocol.RoomEvent;
import chat.protocol.RoomName;
import chat.protocol.UserId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The newest {@code cid} of all users, and what they stand for. Guarded by the {@link MemoryMessageStore} that owns it. */
final class MemoryCids {
    private final Map<Key, Entry> entries;

    private record Key(UserId user, Cid cid) {
        static Key of(Draft draft) {
            return new Key(draft.from().id(), draft.cid());
        }
    }

    private record Entry(Appended.Duplicate stored, int fingerprint) {}

    /** @param max how many are remembered, however young they are */
    MemoryCids(int max) {
        entries = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Entry> eldest) {
                return size() > max;
            }
        };
    }

    /** What to answer when the draft's {@code cid} is known. */
    Optional<Appended> known(RoomName room, Draft draft) {
        Entry known = entries.get(Key.of(draft));
        if (known == null) {
            return Optional.empty();
        }
        return Optional.of(LogRules.known(room, draft, known.stored, known.fingerprint));
    }

    void remember(Draft draft, RoomEvent event) {
        Appended.Duplicate stored = new Appended.Duplicate(event.room(), event.seq(), event.at());
        entries.put(Key.of(draft), new Entry(stored, draft.fingerprint()));
    }
}

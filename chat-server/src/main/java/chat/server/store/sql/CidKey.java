package chat.server.store.sql;

import chat.protocol.Cid;
import chat.protocol.UserId;
import chat.server.store.Draft;

/** A user's name for a draft: there is one draft by it. */
record CidKey(UserId user, Cid cid) {
    static CidKey of(Draft draft) {
        return new CidKey(draft.from().id(), draft.cid());
    }
}

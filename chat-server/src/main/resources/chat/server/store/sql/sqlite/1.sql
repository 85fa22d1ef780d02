-- Truth values are 0 and 1; times are epoch milliseconds; rooms.id and events.id never leave the store.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE rooms (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    topic TEXT NOT NULL DEFAULT '',
    -- 0: everybody may read it.
    visibility INTEGER NOT NULL DEFAULT 0,
    -- The newest seq, and the oldest that is still there; head + 1 when there is none.
    head INTEGER NOT NULL,
    first INTEGER NOT NULL DEFAULT 1,
    -- How long, and how many, events are kept; null: for ever.
    retention_days INTEGER,
    retention_events INTEGER
);

-- Every event of every room; posts also with what later events made of them.
CREATE TABLE events (
    -- Counts over all rooms, in the order of the commits, with holes.
    id INTEGER PRIMARY KEY,
    room_id INTEGER NOT NULL REFERENCES rooms (id),
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    -- 0 posted, 1 edited, 2 deleted, 3 reacted, 4 pinned, 5 topicChanged.
    kind INTEGER NOT NULL,
    user_id TEXT NOT NULL,
    user_name TEXT NOT NULL,
    cid TEXT NOT NULL,
    -- posted: its present text; edited: the text that it gave; reacted: the emoji; topicChanged: the topic.
    text TEXT NOT NULL DEFAULT '',
    -- reacted, pinned: whether it is there after this.
    turned_on INTEGER NOT NULL DEFAULT 0,
    -- reacted: how many users have it there after this.
    users INTEGER NOT NULL DEFAULT 0,
    -- posted: the seq of the message that it answers.
    reply_to INTEGER,
    -- edited, deleted, reacted, pinned: the seq of the message that this is about.
    target INTEGER,
    -- posted, what became of it: the text it had before its first edit, the newest edit, ...
    original TEXT,
    edited_seq INTEGER,
    deleted INTEGER NOT NULL DEFAULT 0,
    pinned INTEGER NOT NULL DEFAULT 0,
    replies INTEGER NOT NULL DEFAULT 0,
    last_reply INTEGER,
    -- ... and whether it has rows in reactions.
    reacted INTEGER NOT NULL DEFAULT 0
);

CREATE UNIQUE INDEX events_by_seq ON events (room_id, seq);
CREATE INDEX events_by_thread ON events (room_id, reply_to, seq) WHERE reply_to IS NOT NULL;
CREATE INDEX events_pinned ON events (room_id, seq) WHERE pinned = 1;
CREATE INDEX events_edits ON events (room_id, target, seq) WHERE kind = 1;
-- What is unread, without the messages themselves.
CREATE INDEX events_unread ON events (room_id, seq, user_id) WHERE kind = 0 AND deleted = 0;

-- Who has which emoji under which message.
CREATE TABLE reactions (
    room_id INTEGER NOT NULL REFERENCES rooms (id),
    target INTEGER NOT NULL,
    emoji TEXT NOT NULL,
    user_id TEXT NOT NULL,
    -- The seq of the event that put it there, and of the one that brought the emoji first.
    seq INTEGER NOT NULL,
    first_seq INTEGER NOT NULL,
    PRIMARY KEY (room_id, target, emoji, user_id)
) WITHOUT ROWID;

-- What users named their drafts, and what became of them; kept for a while, longer than the events if need be.
CREATE TABLE cids (
    -- That of the event: older ones are smaller.
    id INTEGER PRIMARY KEY,
    user_id TEXT NOT NULL,
    cid TEXT NOT NULL,
    room_id INTEGER NOT NULL REFERENCES rooms (id),
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    fingerprint INTEGER NOT NULL
);

-- Names are random; in generations of so many ids they are found in a few pages each, so that a group writes few.
CREATE UNIQUE INDEX cids_by_name ON cids (id >> 16, user_id, cid);

CREATE TABLE read_marks (
    user_id TEXT NOT NULL,
    room_id INTEGER NOT NULL REFERENCES rooms (id),
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (user_id, room_id)
) WITHOUT ROWID;

-- Words of the present texts of all posts, by events.id, so that the newest come first; and who and where as words too.
CREATE VIRTUAL TABLE search USING fts5 (words, scope, content='', columnsize=0, tokenize='ascii');
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);

-- What may be done in a room, and by whom.
ALTER TABLE rooms ADD COLUMN description TEXT NOT NULL DEFAULT '';
-- 0 all, 1 staff.
ALTER TABLE rooms ADD COLUMN posting INTEGER NOT NULL DEFAULT 0;
ALTER TABLE rooms ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
ALTER TABLE rooms ADD COLUMN slow_seconds INTEGER NOT NULL DEFAULT 0;
-- 0 it is there, 1 it is being imported, 2 it was dropped and nobody has begun it anew.
ALTER TABLE rooms ADD COLUMN state INTEGER NOT NULL DEFAULT 0;
-- Events up to this seq belong to a log that was dropped, and are on their way out; null: there are none.
ALTER TABLE rooms ADD COLUMN dropping INTEGER;
-- From here on visibility is 0 public, 1 private, 2 direct.
UPDATE rooms SET state = 1, visibility = 0 WHERE visibility = 2;
CREATE INDEX rooms_dropping ON rooms (dropping) WHERE dropping IS NOT NULL;

-- events.kind goes on: 6 memberAdded, 7 memberRemoved, 8 roleChanged, 9 roomChanged.
-- memberAdded, memberRemoved, roleChanged: whom this is about, by the name of then; and the role, as in room_members.
ALTER TABLE events ADD COLUMN about_id TEXT;
ALTER TABLE events ADD COLUMN about_name TEXT;
ALTER TABLE events ADD COLUMN role INTEGER;
-- roomChanged: all settings; the description stands in text, archived in turned_on.
ALTER TABLE events ADD COLUMN title TEXT;
ALTER TABLE events ADD COLUMN posting INTEGER;
ALTER TABLE events ADD COLUMN slow_seconds INTEGER;
-- posted (by its present text), edited: the ids of those mentioned, in their order, with a blank before, between and behind,
-- * for the whole room first; null: nobody.
ALTER TABLE events ADD COLUMN mentions TEXT;
-- posted, when original is there: whom that mentioned, in the same form.
ALTER TABLE events ADD COLUMN original_mentions TEXT;

-- What is told of the room itself, and of who is in it.
CREATE INDEX events_about_room ON events (room_id, seq) WHERE kind >= 6;

-- Private rooms: who is in it. Public rooms: who is more, or less, than a member.
CREATE TABLE room_members (
    room_id INTEGER NOT NULL REFERENCES rooms (id),
    user_id TEXT NOT NULL,
    -- As of the event that said so last.
    user_name TEXT NOT NULL,
    -- 0 owner, 1 moderator, 2 member, 3 reader.
    role INTEGER NOT NULL,
    PRIMARY KEY (room_id, user_id)
) WITHOUT ROWID;

CREATE INDEX room_members_by_user ON room_members (user_id, room_id);

-- Whom messages that are not deleted mention in their present text: what is counted. Nobody is mentioned by himself.
CREATE TABLE mentions (
    -- Or * for the whole room.
    user_id TEXT NOT NULL,
    room_id INTEGER NOT NULL REFERENCES rooms (id),
    seq INTEGER NOT NULL,
    -- Who wrote it.
    author_id TEXT NOT NULL,
    PRIMARY KEY (user_id, room_id, seq)
) WITHOUT ROWID;

-- A room that is deleted takes them along.
CREATE INDEX read_marks_by_room ON read_marks (room_id);

CREATE TABLE restrictions (
    -- The name of the room, because it may have none but this; empty: the whole server.
    room TEXT NOT NULL,
    -- The user's id, or the address when it is of no user.
    subject TEXT NOT NULL,
    -- 0 mute, 1 ban.
    kind INTEGER NOT NULL,
    user_id TEXT,
    user_name TEXT,
    address TEXT,
    -- Null: for ever.
    until INTEGER,
    reason TEXT,
    by_id TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (room, subject, kind)
) WITHOUT ROWID;

CREATE INDEX restrictions_until ON restrictions (until) WHERE until IS NOT NULL;

-- Messages that were reported, as they were then, until somebody resolves it.
CREATE TABLE reports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    room TEXT NOT NULL,
    seq INTEGER NOT NULL,
    post_at INTEGER NOT NULL,
    post_user_id TEXT NOT NULL,
    post_user_name TEXT NOT NULL,
    post_cid TEXT NOT NULL,
    post_text TEXT NOT NULL,
    post_mentions TEXT,
    post_reply_to INTEGER,
    reason TEXT NOT NULL,
    by_id TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at INTEGER NOT NULL
);

CREATE UNIQUE INDEX reports_by_post ON reports (room, seq, by_id);
CREATE INDEX reports_by_user ON reports (by_id);

CREATE TABLE blocks (
    user_id TEXT NOT NULL,
    other_id TEXT NOT NULL,
    -- As of then.
    other_name TEXT NOT NULL,
    PRIMARY KEY (user_id, other_id)
) WITHOUT ROWID;

CREATE INDEX blocks_by_other ON blocks (other_id);

-- Who did what to whom; nobody's words. Rows are only added.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    -- Null: the operator.
    by_id TEXT,
    act TEXT NOT NULL,
    room TEXT,
    user_id TEXT,
    detail TEXT NOT NULL
);

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit: rows are only added'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit: rows are only added'); END;

-- What may be done in a room, and by whom.
ALTER TABLE rooms ADD COLUMN description TEXT COLLATE "C" NOT NULL DEFAULT '';
-- 0 all, 1 staff.
ALTER TABLE rooms ADD COLUMN posting SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE rooms ADD COLUMN archived SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE rooms ADD COLUMN slow_seconds INTEGER NOT NULL DEFAULT 0;
-- 0 it is there, 1 it is being imported, 2 it was dropped and nobody has begun it anew.
ALTER TABLE rooms ADD COLUMN state SMALLINT NOT NULL DEFAULT 0;
-- Events up to this seq belong to a log that was dropped, and are on their way out; null: there are none.
ALTER TABLE rooms ADD COLUMN dropping BIGINT;
-- From here on visibility is 0 public, 1 private, 2 direct.
UPDATE rooms SET state = 1, visibility = 0 WHERE visibility = 2;
CREATE INDEX rooms_dropping ON rooms (dropping) WHERE dropping IS NOT NULL;

-- events.kind goes on: 6 memberAdded, 7 memberRemoved, 8 roleChanged, 9 roomChanged.
-- memberAdded, memberRemoved, roleChanged: whom this is about, by the name of then; and the role, as in room_members.
ALTER TABLE events ADD COLUMN about_id TEXT COLLATE "C";
ALTER TABLE events ADD COLUMN about_name TEXT COLLATE "C";
ALTER TABLE events ADD COLUMN role SMALLINT;
-- roomChanged: all settings; the description stands in text, archived in turned_on.
ALTER TABLE events ADD COLUMN title TEXT COLLATE "C";
ALTER TABLE events ADD COLUMN posting SMALLINT;
ALTER TABLE events ADD COLUMN slow_seconds INTEGER;
-- posted (as its present text has it), edited: the ids of those mentioned, in their order, with a blank before, between and
-- behind, * for the whole room first; null: nobody.
ALTER TABLE events ADD COLUMN mentions TEXT COLLATE "C";

-- Private rooms: who is in it. Public rooms: who is more, or less, than a member.
CREATE TABLE room_members (
    room_id BIGINT NOT NULL REFERENCES rooms (id),
    user_id TEXT COLLATE "C" NOT NULL,
    -- As of the event that said so last.
    user_name TEXT COLLATE "C" NOT NULL,
    -- 0 owner, 1 moderator, 2 member, 3 reader.
    role SMALLINT NOT NULL,
    PRIMARY KEY (room_id, user_id)
);

CREATE INDEX room_members_by_user ON room_members (user_id, room_id);

-- Whom messages that are not deleted mention in their present text: what is counted. Nobody is mentioned by himself.
CREATE TABLE mentions (
    -- Or * for the whole room.
    user_id TEXT COLLATE "C" NOT NULL,
    room_id BIGINT NOT NULL REFERENCES rooms (id),
    seq BIGINT NOT NULL,
    -- Who wrote it.
    author_id TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (user_id, room_id, seq)
);

CREATE TABLE restrictions (
    -- The name of the room, because it may have none but this; empty: the whole server.
    room TEXT COLLATE "C" NOT NULL,
    -- The user's id, or the address when it is of no user.
    subject TEXT COLLATE "C" NOT NULL,
    -- 0 mute, 1 ban.
    kind SMALLINT NOT NULL,
    user_id TEXT COLLATE "C",
    user_name TEXT COLLATE "C",
    address TEXT COLLATE "C",
    -- Null: for ever.
    until BIGINT,
    reason TEXT COLLATE "C" NOT NULL,
    by_id TEXT COLLATE "C" NOT NULL,
    by_name TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (room, subject, kind)
);

CREATE INDEX restrictions_until ON restrictions (until) WHERE until IS NOT NULL;

-- Messages that were reported, as they were then, until somebody resolves it.
CREATE TABLE reports (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    room TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    post_at BIGINT NOT NULL,
    post_user_id TEXT COLLATE "C" NOT NULL,
    post_user_name TEXT COLLATE "C" NOT NULL,
    post_cid TEXT COLLATE "C" NOT NULL,
    post_text TEXT COLLATE "C" NOT NULL,
    post_reply_to BIGINT,
    reason TEXT COLLATE "C" NOT NULL,
    by_id TEXT COLLATE "C" NOT NULL,
    by_name TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL
);

CREATE UNIQUE INDEX reports_by_post ON reports (room, seq, by_id);
CREATE INDEX reports_by_user ON reports (by_id);

CREATE TABLE blocks (
    user_id TEXT COLLATE "C" NOT NULL,
    other_id TEXT COLLATE "C" NOT NULL,
    -- As of then.
    other_name TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (user_id, other_id)
);

CREATE INDEX blocks_by_other ON blocks (other_id);

-- Who did what to whom; nobody's words. Rows are only added.
CREATE TABLE audit (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at BIGINT NOT NULL,
    -- Null: the operator.
    by_id TEXT COLLATE "C",
    act TEXT COLLATE "C" NOT NULL,
    room TEXT COLLATE "C",
    user_id TEXT COLLATE "C",
    detail TEXT COLLATE "C" NOT NULL
);

CREATE RULE audit_is_not_changed AS ON UPDATE TO audit DO INSTEAD NOTHING;
CREATE RULE audit_is_not_deleted AS ON DELETE TO audit DO INSTEAD NOTHING;

-- Who has an account, by what they come in, and who may make one. Times are epoch milliseconds.

CREATE TABLE accounts (
    -- That of the user, as events have it.
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    -- The name as it is compared.
    folded TEXT NOT NULL UNIQUE,
    admin INTEGER NOT NULL DEFAULT 0,
    disabled INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    -- Its hash with salt and parameters; null: nobody comes in by password.
    password TEXT,
    -- Who this is to an identity provider; both or none.
    issuer TEXT,
    subject TEXT
) WITHOUT ROWID;

CREATE UNIQUE INDEX accounts_by_subject ON accounts (issuer, subject) WHERE issuer IS NOT NULL;
CREATE INDEX accounts_admins ON accounts (id) WHERE admin = 1;

-- Log-ins that go on. Nothing here is a secret: refresh tokens are signed, and name a device and a generation.
CREATE TABLE devices (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES accounts (id),
    label TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    -- Of its refresh token, and since when.
    generation INTEGER NOT NULL,
    rotated_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX devices_by_user ON devices (user_id, used_at);

CREATE TABLE invites (
    id TEXT PRIMARY KEY,
    -- SHA-256 of the code.
    code_hash TEXT NOT NULL UNIQUE,
    made_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    uses_left INTEGER NOT NULL
) WITHOUT ROWID;

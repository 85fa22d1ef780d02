-- Who has an account, by what they come in, and who may make one. Times are epoch milliseconds.

CREATE TABLE accounts (
    -- That of the user, as events have it.
    id TEXT COLLATE "C" PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    -- The name as it is compared.
    folded TEXT COLLATE "C" NOT NULL UNIQUE,
    admin SMALLINT NOT NULL DEFAULT 0,
    disabled SMALLINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    -- Its hash with salt and parameters; null: nobody comes in by password.
    password TEXT COLLATE "C",
    -- Who this is to an identity provider; both or none.
    issuer TEXT COLLATE "C",
    subject TEXT COLLATE "C"
);

CREATE UNIQUE INDEX accounts_by_subject ON accounts (issuer, subject) WHERE issuer IS NOT NULL;
CREATE INDEX accounts_admins ON accounts (id) WHERE admin = 1;

-- Log-ins that go on. Nothing here is a secret: refresh tokens are signed, and name a device and a generation.
CREATE TABLE devices (
    id TEXT COLLATE "C" PRIMARY KEY,
    user_id TEXT COLLATE "C" NOT NULL REFERENCES accounts (id),
    label TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL,
    -- Of its refresh token, and since when.
    generation BIGINT NOT NULL,
    rotated_at BIGINT NOT NULL
);

CREATE INDEX devices_by_user ON devices (user_id, used_at);

CREATE TABLE invites (
    id TEXT COLLATE "C" PRIMARY KEY,
    -- SHA-256 of the code.
    code_hash TEXT COLLATE "C" NOT NULL UNIQUE,
    made_by TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    uses_left INTEGER NOT NULL
);

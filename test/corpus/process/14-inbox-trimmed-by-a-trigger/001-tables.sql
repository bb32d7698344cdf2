CREATE TABLE inbox (event_id text PRIMARY KEY, at timestamptz NOT NULL DEFAULT clock_timestamp());
CREATE TABLE entries (account text NOT NULL, amount bigint NOT NULL);

CREATE TABLE inbox (event_id text NOT NULL);
CREATE INDEX ON inbox (event_id);
CREATE TABLE entries (account text NOT NULL, amount bigint NOT NULL);

CREATE TABLE inbox (event_id text PRIMARY KEY);
CREATE TABLE entries (account text NOT NULL, amount bigint NOT NULL);

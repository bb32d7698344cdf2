CREATE TABLE inbox (id bigserial PRIMARY KEY, event_id text NOT NULL);
CREATE TABLE entries (account text NOT NULL, amount bigint NOT NULL);

CREATE TABLE inbox (event_id text PRIMARY KEY);
CREATE TABLE balances (account text PRIMARY KEY, amount bigint NOT NULL);

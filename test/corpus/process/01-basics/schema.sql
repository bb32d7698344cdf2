CREATE TABLE balances (account text PRIMARY KEY, amount bigint NOT NULL);
CREATE TABLE inbox (consumer text, event_id text, PRIMARY KEY (consumer, event_id));

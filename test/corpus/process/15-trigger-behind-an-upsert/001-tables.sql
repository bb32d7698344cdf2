CREATE TABLE payments (event_id text PRIMARY KEY, account text NOT NULL, amount bigint NOT NULL);
CREATE TABLE totals (account text PRIMARY KEY, amount bigint NOT NULL);

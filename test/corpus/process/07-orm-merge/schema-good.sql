CREATE TABLE payments (id bigserial PRIMARY KEY, event_id text NOT NULL UNIQUE, account text NOT NULL, amount bigint NOT NULL);

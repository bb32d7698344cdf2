CREATE TABLE payments (id bigserial PRIMARY KEY, event_id text NOT NULL, account text NOT NULL, amount bigint NOT NULL);
CREATE INDEX payments_event_id ON payments (event_id);

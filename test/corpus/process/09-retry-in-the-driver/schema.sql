CREATE TABLE inbox (event_id text PRIMARY KEY);

-- One row for each event that a consumer has applied. Keep rows for longer than a message can come again: the retention of its
-- channel, and the time that a dead letter may wait until it is sent back.
CREATE TABLE IF NOT EXISTS inbox (
  consumer text NOT NULL,
  event_id text NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer, event_id)
);

-- What the handler writes.
CREATE TABLE IF NOT EXISTS $table (
  event_id text NOT NULL,
  event_type text NOT NULL,
  happened_at timestamptz NOT NULL,
  data jsonb NOT NULL
);

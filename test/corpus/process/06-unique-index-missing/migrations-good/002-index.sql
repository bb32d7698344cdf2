CREATE UNIQUE INDEX inbox_event_id ON inbox (event_id);

CREATE FUNCTION trim_inbox() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM inbox WHERE at < now() - interval '30 days';
  RETURN NULL;
END $$;
CREATE TRIGGER trim_inbox AFTER INSERT ON inbox FOR EACH STATEMENT EXECUTE FUNCTION trim_inbox();

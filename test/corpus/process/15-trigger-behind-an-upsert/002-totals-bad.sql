CREATE FUNCTION add_to_total() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO totals VALUES (NEW.account, NEW.amount) ON CONFLICT (account) DO UPDATE SET amount = totals.amount + excluded.amount;
  RETURN NULL;
END $$;
CREATE TRIGGER add_to_total AFTER INSERT OR UPDATE ON payments FOR EACH ROW EXECUTE FUNCTION add_to_total();

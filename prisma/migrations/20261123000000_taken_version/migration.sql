-- Which transaction last changed what is taken of a resource's time, by bookings or by its calendar: so that whoever has read
-- it need not read it again as long as this stays the same (lib/db/taken-version.ts, docs/decisions/0033). No reference to
-- the resource: a first row must not wait for whoever has the resource locked.
CREATE TABLE taken_version (
  resource_id integer PRIMARY KEY,
  version bigint NOT NULL
);

INSERT INTO taken_version (resource_id, version) SELECT id, 0 FROM resource;

-- In order of ids, as whoever writes taken time locks resources; once a transaction.
CREATE FUNCTION note_taken(ids integer[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO taken_version AS known (resource_id, version)
  SELECT DISTINCT id, pg_current_xact_id()::text::bigint FROM unnest(ids) id ORDER BY id
  ON CONFLICT (resource_id) DO UPDATE SET version = excluded.version WHERE known.version <> excluded.version
$$;

CREATE FUNCTION taken_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM note_taken(ARRAY(SELECT resource_id FROM after));
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM note_taken(ARRAY(SELECT resource_id FROM before));
  ELSIF TG_OP = 'UPDATE' THEN
    PERFORM note_taken(ARRAY(SELECT resource_id FROM before UNION SELECT resource_id FROM after));
  ELSE
    UPDATE taken_version SET version = pg_current_xact_id()::text::bigint;
  END IF;
  RETURN NULL;
END
$$;

DO $$
DECLARE
  named text;
BEGIN
  FOREACH named IN ARRAY ARRAY['occupancy', 'busy_block'] LOOP
    EXECUTE format('CREATE TRIGGER taken_by_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS after
      FOR EACH STATEMENT EXECUTE FUNCTION taken_changed()', named);
    EXECUTE format('CREATE TRIGGER taken_by_update AFTER UPDATE ON %I REFERENCING OLD TABLE AS before NEW TABLE AS after
      FOR EACH STATEMENT EXECUTE FUNCTION taken_changed()', named);
    EXECUTE format('CREATE TRIGGER taken_by_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS before
      FOR EACH STATEMENT EXECUTE FUNCTION taken_changed()', named);
    EXECUTE format('CREATE TRIGGER taken_by_truncate AFTER TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION taken_changed()', named);
  END LOOP;
END
$$;

-- What a booking closes is shown as held, booked or over by its status and by when it lapses.
CREATE FUNCTION taken_otherwise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM note_taken(ARRAY(SELECT resource_id FROM occupancy WHERE booking_id = NEW.id));
  RETURN NULL;
END
$$;

CREATE TRIGGER taken_otherwise AFTER UPDATE OF status, hold_until ON booking FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status OR OLD.hold_until IS DISTINCT FROM NEW.hold_until)
  EXECUTE FUNCTION taken_otherwise();

-- Which transaction last changed what admins write about places. Processes keep what they read of it as long as this stays
-- the same (lib/db/kept.ts). Ids of transactions are never used twice, so what was rolled back cannot be mistaken.
CREATE TABLE catalogue_version (
  id integer PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  version bigint NOT NULL
);

INSERT INTO catalogue_version (version) VALUES (0);

CREATE FUNCTION catalogue_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE catalogue_version SET version = pg_current_xact_id()::text::bigint
    WHERE version <> pg_current_xact_id()::text::bigint;
  RETURN NULL;
END
$$;

DO $$
DECLARE
  named text;
BEGIN
  FOREACH named IN ARRAY ARRAY['location', 'category', 'zone', 'feature', 'resource', 'resource_feature', 'resource_part',
    'picture', 'patron_group', 'group_allowance', 'booking_limit', 'period', 'hours_schedule', 'hours_span',
    'hours_exception'] LOOP
    EXECUTE format('CREATE TRIGGER catalogue_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION catalogue_changed()', named);
  END LOOP;
END
$$;

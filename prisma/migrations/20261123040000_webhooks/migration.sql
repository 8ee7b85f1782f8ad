-- Other programs that are told of bookings, what happened to bookings while any was on, and what each was told.
CREATE TABLE webhook (
  id serial PRIMARY KEY,
  name text NOT NULL,
  url text NOT NULL,
  events text[] NOT NULL,
  with_patron boolean NOT NULL DEFAULT false,
  secret_enc text NOT NULL,
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE booking_event (
  id serial PRIMARY KEY,
  booking_id integer NOT NULL REFERENCES booking (id) ON DELETE CASCADE ON UPDATE CASCADE,
  kind text NOT NULL CHECK (kind IN ('created', 'changed', 'cancelled')),
  transaction_id bigint NOT NULL,
  at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  told_at timestamptz(3)
);
-- One transaction is one event of a booking, however often it writes.
CREATE UNIQUE INDEX booking_event_booking_id_transaction_id_key ON booking_event (booking_id, transaction_id);
CREATE INDEX booking_event_told_at_id_idx ON booking_event (told_at, id);
CREATE INDEX booking_event_at_idx ON booking_event (at);

CREATE TABLE webhook_delivery (
  id uuid NOT NULL PRIMARY KEY,
  webhook_id integer NOT NULL REFERENCES webhook (id) ON DELETE CASCADE ON UPDATE CASCADE,
  event_id integer NOT NULL REFERENCES booking_event (id) ON DELETE CASCADE ON UPDATE CASCADE,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  http integer,
  problem text,
  until_at timestamptz(3) NOT NULL,
  last_at timestamptz(3),
  created_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX webhook_delivery_webhook_id_event_id_key ON webhook_delivery (webhook_id, event_id);
CREATE INDEX webhook_delivery_webhook_id_created_at_idx ON webhook_delivery (webhook_id, created_at);
CREATE INDEX webhook_delivery_event_id_idx ON webhook_delivery (event_id);

-- Bookings change in many places: by patrons, staff, Outlook, timers. Each of these changes status or version, and so none
-- is forgotten here (decision 38). Nothing is written while no webhook is on. A booking is there for others once its patron
-- is promised something, and over once it holds no time any more.
CREATE FUNCTION booking_stands(status booking_status) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT status IN ('pending_remote', 'to_confirm', 'mediation', 'confirmed')
$$;

CREATE FUNCTION booking_happened() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  stood boolean := TG_OP = 'UPDATE' AND booking_stands(OLD.status);
  stands boolean := booking_stands(NEW.status);
BEGIN
  IF NOT (stood OR stands) OR NOT EXISTS (SELECT 1 FROM webhook WHERE active) THEN
    RETURN NULL;
  END IF;
  INSERT INTO booking_event (booking_id, kind, transaction_id)
  VALUES (NEW.id, CASE WHEN NOT stood THEN 'created' WHEN NOT stands THEN 'cancelled' ELSE 'changed' END,
    pg_current_xact_id()::text::bigint)
  ON CONFLICT (booking_id, transaction_id) DO UPDATE SET kind =
    CASE WHEN booking_event.kind = 'created' AND EXCLUDED.kind = 'changed' THEN 'created' ELSE EXCLUDED.kind END;
  RETURN NULL;
END
$$;

CREATE TRIGGER booking_event_made AFTER INSERT ON booking FOR EACH ROW EXECUTE FUNCTION booking_happened();
CREATE TRIGGER booking_event_changed AFTER UPDATE OF status, version ON booking FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status OR OLD.version IS DISTINCT FROM NEW.version)
  EXECUTE FUNCTION booking_happened();

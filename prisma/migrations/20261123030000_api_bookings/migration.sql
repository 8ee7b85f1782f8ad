-- What programs give with a booking and ask for again: the first name for itself, and what they call their patron by.
ALTER TABLE "booking" ADD COLUMN "given_name" TEXT NOT NULL DEFAULT '';
ALTER TABLE "booking" ADD COLUMN "account" TEXT NOT NULL DEFAULT '';

-- When a booking last changed, for programs that ask what is new. What stands already changed when it says it did.
ALTER TABLE "booking" ADD COLUMN "changed_at" TIMESTAMPTZ(3);
UPDATE "booking" SET "changed_at" = greatest("created_at", "settled_at", "cancelled_at", "checked_in_at", "checked_out_at");
ALTER TABLE "booking" ALTER COLUMN "changed_at" SET DEFAULT CURRENT_TIMESTAMP, ALTER COLUMN "changed_at" SET NOT NULL;
CREATE INDEX "booking_changed_at_idx" ON "booking"("changed_at");

-- Every writer counts, so the table itself says when: by the clock, not by the transaction's begin, which may lie seconds before.
CREATE FUNCTION booking_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.changed_at := clock_timestamp();
  RETURN NEW;
END
$$;

CREATE TRIGGER booking_made BEFORE INSERT ON "booking" FOR EACH ROW EXECUTE FUNCTION booking_changed();

-- A new time or space raises the version. What is only noted beside (a reminder left, a name was emptied) is no change.
CREATE TRIGGER booking_changed BEFORE UPDATE ON "booking" FOR EACH ROW
  WHEN (NEW.scrubbed_at IS NOT DISTINCT FROM OLD.scrubbed_at
    AND (OLD.version, OLD.status, OLD.ics_sequence, OLD.nickname, OLD.note, OLD.staff_note, OLD.answers, OLD.checked_in_at,
        OLD.checked_out_at, OLD.no_show_at, OLD.check_in_code)
      IS DISTINCT FROM (NEW.version, NEW.status, NEW.ics_sequence, NEW.nickname, NEW.note, NEW.staff_note, NEW.answers,
        NEW.checked_in_at, NEW.checked_out_at, NEW.no_show_at, NEW.check_in_code))
  EXECUTE FUNCTION booking_changed();

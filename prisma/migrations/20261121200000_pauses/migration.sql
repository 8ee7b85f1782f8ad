-- A calendar that Microsoft refuses: since when, how often its people were reminded, when a write is tried again.

ALTER TABLE "calendar_link" ADD COLUMN "broken_at" TIMESTAMPTZ(3),
  ADD COLUMN "reminders" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "next_write_at" TIMESTAMPTZ(3);

-- Calendars that could not be asked when a booking was made are written to later, and not waited for.

ALTER TABLE "push_job" ADD COLUMN "awaited" BOOLEAN NOT NULL DEFAULT true;

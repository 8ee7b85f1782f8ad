-- Until when what was read of a calendar counts as fresh, and whether Microsoft said that it lost something of it.

ALTER TABLE "calendar_link" ADD COLUMN "fresh_until" TIMESTAMPTZ(3),
  ADD COLUMN "sweep_asked_at" TIMESTAMPTZ(3);

-- How connections end, and who is told: removals that were asked for, farewells to subscriptions, warnings sent once.

ALTER TABLE "integration" ADD COLUMN "ending_at" TIMESTAMPTZ(3),
  ADD COLUMN "alarmed_at" TIMESTAMPTZ(3),
  ADD COLUMN "secret_warned_days" INTEGER;

ALTER TABLE "sync_connection" ADD COLUMN "ending_at" TIMESTAMPTZ(3),
  ADD COLUMN "ending_reason" TEXT,
  ADD COLUMN "broken_at" TIMESTAMPTZ(3),
  ADD COLUMN "reminders" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "calendar_link" ADD COLUMN "closes_at" TIMESTAMPTZ(3),
  ADD COLUMN "closing_total" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "subscription" ADD COLUMN "ended_at" TIMESTAMPTZ(3),
  ADD COLUMN "farewell_enc" TEXT,
  ADD COLUMN "farewell_until" TIMESTAMPTZ(3);

ALTER TABLE "connect_attempt" ADD COLUMN "connection_id" INTEGER;

-- The application itself is one connection, made once and revived.
CREATE UNIQUE INDEX "sync_connection_one_app" ON "sync_connection" ("purpose") WHERE "mode" = 'app';

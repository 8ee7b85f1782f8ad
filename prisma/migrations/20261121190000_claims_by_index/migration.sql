-- What workers look for many times a second is found without reading every link or job, however many there are.

-- Its time has come, or it was never read.
DROP INDEX "calendar_link_open";
CREATE INDEX "calendar_link_due" ON "calendar_link" (COALESCE("next_pull_at", '-infinity'::timestamptz))
  WHERE "state" IN ('backfilling', 'live', 'degraded', 'paused');
-- Marked since the last round.
CREATE INDEX "calendar_link_marked" ON "calendar_link" ("dirty_at" NULLS FIRST) WHERE "dirty_seq" > "pulled_seq";
-- Being read, or left unfinished.
CREATE INDEX "calendar_link_being_read" ON "calendar_link" ("pull_lease_until") WHERE "pull_lease_until" IS NOT NULL;
-- Somebody else at the same mailbox.
CREATE INDEX "calendar_link_mailbox_oid_idx" ON "calendar_link" ("mailbox_oid");
-- The most urgent job of all, and its turn.
CREATE INDEX "push_job_next" ON "push_job" ("priority", "enqueued_seq") WHERE "dead_at" IS NULL;
-- Subscriptions by the hour of their renewal.
CREATE INDEX "subscription_renewals" ON "subscription" ("renew_at") WHERE "state" = 'active';

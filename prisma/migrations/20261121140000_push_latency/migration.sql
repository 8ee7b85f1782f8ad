-- Since when a job waits, for the time from a change here to the calendar agreeing.

ALTER TABLE "push_job" ADD COLUMN "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

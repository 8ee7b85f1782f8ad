-- Jobs about the same time keep their order; and which event of a mirror was last known to be ours.

ALTER TABLE "push_job" ADD COLUMN "starts_at" TIMESTAMPTZ(3),
  ADD COLUMN "ends_at" TIMESTAMPTZ(3);

ALTER TABLE "booking_mirror" ADD COLUMN "last_remote_id" TEXT COLLATE "C";

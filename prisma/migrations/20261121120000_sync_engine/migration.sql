-- What the whole sync engine remembers: breakers, sweeps, set-aside rows, cases with their policy, figures.

ALTER TABLE "graph_gate" ADD COLUMN "failures_since" TIMESTAMPTZ(3),
  ADD COLUMN "probe_at" TIMESTAMPTZ(3);

ALTER TABLE "calendar_link" ADD COLUMN "last_near_sweep_at" TIMESTAMPTZ(3),
  ADD COLUMN "corrections" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "change_source" TEXT NOT NULL DEFAULT 'delta';

ALTER TABLE "integration" ADD COLUMN "room_mode" "connection_mode" NOT NULL DEFAULT 'delegated';

ALTER TABLE "sync_conflict" ADD COLUMN "policy" TEXT,
  ADD COLUMN "case_key" TEXT,
  ADD COLUMN "settle_by" TIMESTAMPTZ(3),
  ADD COLUMN "noticed_at" TIMESTAMPTZ(3);

CREATE TABLE "skipped_item" (
    "link_id" INTEGER NOT NULL,
    "remote_id" TEXT COLLATE "C" NOT NULL,
    "starts_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "skipped_item_pkey" PRIMARY KEY ("link_id", "remote_id")
);

ALTER TABLE "skipped_item" ADD CONSTRAINT "skipped_item_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "calendar_link"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "metric_sample" (
    "name" TEXT NOT NULL,
    "labels" TEXT NOT NULL,
    "bucket" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL DEFAULT 0,

    CONSTRAINT "metric_sample_pkey" PRIMARY KEY ("name", "labels", "bucket")
);

-- How each calendar stood, hour by hour.
CREATE TABLE "link_sample" (
    "link_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "lag_seconds" INTEGER NOT NULL,
    "corrections" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,

    CONSTRAINT "link_sample_pkey" PRIMARY KEY ("link_id", "at")
);
CREATE INDEX "link_sample_at_idx" ON "link_sample"("at");
ALTER TABLE "link_sample" ADD CONSTRAINT "link_sample_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "calendar_link"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A worker that ended is remembered: since when nobody works.
ALTER TABLE "worker_heartbeat" ADD COLUMN "ended_at" TIMESTAMPTZ(3);

-- Asked each minute: the few messages that nobody took.
CREATE INDEX "webhook_delivery_not_taken" ON "webhook_delivery" ("webhook_id", "last_at") WHERE "state" <> 'delivered';

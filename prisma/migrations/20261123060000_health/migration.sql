CREATE TABLE "health_sample" (
    "at" TIMESTAMPTZ(3) NOT NULL,
    "waiting" INTEGER NOT NULL,
    "oldest_seconds" INTEGER NOT NULL,
    "lag_seconds" INTEGER NOT NULL,
    "attention" INTEGER NOT NULL,
    "requests" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,
    "corrections" INTEGER NOT NULL,

    CONSTRAINT "health_sample_pkey" PRIMARY KEY ("at")
);

CREATE TABLE "health_alert" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "link_id" INTEGER,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "told_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "over_told_at" TIMESTAMPTZ(3),

    CONSTRAINT "health_alert_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "health_alert_since_idx" ON "health_alert"("since");
CREATE INDEX "health_alert_link_id_idx" ON "health_alert"("link_id");
-- One of a kind for each calendar while it lasts.
CREATE UNIQUE INDEX "health_alert_open" ON "health_alert" ("kind", coalesce("link_id", 0)) WHERE "ended_at" IS NULL;
ALTER TABLE "health_alert" ADD CONSTRAINT "health_alert_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "calendar_link"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "alert_setting" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "by_mail" BOOLEAN NOT NULL DEFAULT true,
    "hook_enc" TEXT,
    "hook_host" TEXT,

    CONSTRAINT "alert_setting_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "link_check" (
    "id" SERIAL NOT NULL,
    "link_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "answer" JSONB,

    CONSTRAINT "link_check_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "link_check_link_id_kind_asked_at_idx" ON "link_check"("link_id", "kind", "asked_at");
ALTER TABLE "link_check" ADD CONSTRAINT "link_check_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "calendar_link"("id") ON DELETE CASCADE ON UPDATE CASCADE;

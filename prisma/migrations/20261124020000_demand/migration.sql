CREATE TABLE "search_count" (
    "id" BIGSERIAL NOT NULL,
    "day" DATE NOT NULL,
    "kind" "resource_kind" NOT NULL,
    "by_program" BOOLEAN NOT NULL DEFAULT false,
    "outcome" TEXT NOT NULL,
    "location_id" INTEGER,
    "online" BOOLEAN NOT NULL DEFAULT false,
    "ahead_days" INTEGER,
    "weekday" INTEGER,
    "hour" INTEGER,
    "people" INTEGER,
    "minutes" INTEGER,
    "features" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "subject" TEXT NOT NULL DEFAULT '',
    "count" INTEGER NOT NULL DEFAULT 1,
    "counted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "search_count_pkey" PRIMARY KEY ("id")
);
-- A wish is one row a day, whatever of it was left open.
CREATE UNIQUE INDEX "search_count_wish" ON "search_count"("day", "kind", "by_program", "outcome", "location_id", "online", "ahead_days", "weekday", "hour", "people", "minutes", "features", "subject") NULLS NOT DISTINCT;
CREATE INDEX "search_count_location_id_day_idx" ON "search_count"("location_id", "day");
ALTER TABLE "search_count" ADD CONSTRAINT "search_count_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "library" ADD COLUMN "search_days" INTEGER NOT NULL DEFAULT 1095;

-- Of appointments made before, the only subject of whoever was met; with several it is not known.
ALTER TABLE "appointment" ADD COLUMN "subject" TEXT NOT NULL DEFAULT '';
UPDATE "appointment" SET "subject" = "resource"."subjects"[1]
FROM "resource" WHERE "resource"."id" = "appointment"."resource_id" AND cardinality("resource"."subjects") = 1;

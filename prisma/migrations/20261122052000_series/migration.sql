-- Series of bookings and of blocked time: looked at before they are saved, booked one after the other.
ALTER TABLE "booking" ADD COLUMN "anyway_reason" TEXT NOT NULL DEFAULT '',
ADD COLUMN "quiet" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "booking_series" ADD COLUMN "state" TEXT NOT NULL DEFAULT 'done',
ADD COLUMN "is_block" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "tell" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN "wish" JSONB,
ADD COLUMN "mailed_at" TIMESTAMPTZ(3);

CREATE INDEX "booking_series_state_created_at_idx" ON "booking_series"("state", "created_at");

CREATE TABLE "series_occurrence" (
    "series_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "resource_id" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "choice" TEXT,
    "to_resource_id" INTEGER,
    "to_starts_at" TIMESTAMPTZ(3),
    "to_ends_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "booking_id" INTEGER,

    CONSTRAINT "series_occurrence_pkey" PRIMARY KEY ("series_id","position")
);

CREATE INDEX "series_occurrence_resource_id_idx" ON "series_occurrence"("resource_id");
CREATE INDEX "series_occurrence_to_resource_id_idx" ON "series_occurrence"("to_resource_id");
CREATE INDEX "series_occurrence_booking_id_idx" ON "series_occurrence"("booking_id");

ALTER TABLE "series_occurrence" ADD CONSTRAINT "series_occurrence_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "booking_series"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "series_occurrence" ADD CONSTRAINT "series_occurrence_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resource"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "series_occurrence" ADD CONSTRAINT "series_occurrence_to_resource_id_fkey" FOREIGN KEY ("to_resource_id") REFERENCES "resource"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "series_occurrence" ADD CONSTRAINT "series_occurrence_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE SET NULL ON UPDATE CASCADE;

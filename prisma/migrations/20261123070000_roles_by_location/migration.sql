-- What a role may do is lib/auth/can.ts; where it counts is a row each, and none is everywhere.
ALTER TYPE "role" ADD VALUE 'manager' BEFORE 'staff';
ALTER TYPE "role" ADD VALUE 'mediator' BEFORE 'patron';
ALTER TYPE "role" ADD VALUE 'read_only' BEFORE 'patron';

CREATE TABLE "person_location" (
    "person_id" INTEGER NOT NULL,
    "location_id" INTEGER NOT NULL,
    CONSTRAINT "person_location_pkey" PRIMARY KEY ("person_id", "location_id")
);
CREATE INDEX "person_location_location_id_idx" ON "person_location"("location_id");
ALTER TABLE "person_location" ADD CONSTRAINT "person_location_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "person_location" ADD CONSTRAINT "person_location_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "location" ADD COLUMN     "check_in_since" TIMESTAMPTZ(3),
ADD COLUMN     "digest_sent_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "booking" ADD COLUMN     "check_in_reminded_at" TIMESTAMPTZ(3);

-- The few requests that wait for a mediator are looked for each minute.
CREATE INDEX "booking_in_mediation" ON "booking" ("id") WHERE "status" = 'mediation';

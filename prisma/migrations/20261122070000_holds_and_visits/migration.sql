-- AlterTable
ALTER TABLE "location" ADD COLUMN     "hold_minutes" INTEGER DEFAULT 10;

-- AlterTable
ALTER TABLE "booking" ADD COLUMN     "visit_id" UUID;

-- CreateTable
CREATE TABLE "hold" (
    "booking_id" INTEGER NOT NULL,
    "visitor" TEXT NOT NULL,
    "network" TEXT,
    "extensions" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "hold_pkey" PRIMARY KEY ("booking_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "hold_visitor_key" ON "hold"("visitor");

-- CreateIndex
CREATE INDEX "hold_network_idx" ON "hold"("network");

-- CreateIndex
CREATE INDEX "booking_visit_id_idx" ON "booking"("visit_id");

-- AddForeignKey
ALTER TABLE "hold" ADD CONSTRAINT "hold_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE CASCADE ON UPDATE CASCADE;

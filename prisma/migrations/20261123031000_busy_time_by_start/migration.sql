-- Busy time of a day in all spaces, which programs may ask for beside bookings.
CREATE INDEX "busy_block_starts_at_idx" ON "busy_block"("starts_at");

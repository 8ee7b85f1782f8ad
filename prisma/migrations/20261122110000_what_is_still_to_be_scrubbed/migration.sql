-- The daily scrub, and the page that says what it has left, read only bookings that still say who booked.
CREATE INDEX "booking_unscrubbed_idx" ON "booking"("id") WHERE "scrubbed_at" IS NULL;

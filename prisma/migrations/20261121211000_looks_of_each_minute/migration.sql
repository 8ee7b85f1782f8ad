-- What timers look for each minute is found without reading the bookings of all years.

CREATE INDEX "sync_conflict_link_id_kind_idx" ON "sync_conflict"("link_id", "kind");
CREATE INDEX "booking_unsettled" ON "booking" ("status", "id") WHERE "status" IN ('pending_remote', 'to_confirm');

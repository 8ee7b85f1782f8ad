-- Busy time of a few days is found among that of years: by its interval, as what bookings take is.
CREATE INDEX busy_block_during ON busy_block USING gist (resource_id, during);

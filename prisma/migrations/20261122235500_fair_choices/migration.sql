-- When fair distribution chose somebody last is asked under locks: the newest, whoever else chose them since.
CREATE INDEX appointment_chosen_fairly_idx ON appointment (resource_id, booking_id) WHERE chosen_by = 'fair';

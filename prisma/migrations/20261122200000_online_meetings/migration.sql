-- When Outlook was last asked for the Teams meeting of an appointment, and the mail that waits for its link.
ALTER TABLE appointment ADD COLUMN meeting_asked_at timestamptz(3);
ALTER TABLE appointment ADD COLUMN held_mail text;
ALTER TABLE appointment ADD COLUMN held_until timestamptz(3);

CREATE INDEX appointment_held_until_idx ON appointment (held_until);
CREATE INDEX appointment_without_link_idx ON appointment (booking_id) WHERE teams AND link = '';

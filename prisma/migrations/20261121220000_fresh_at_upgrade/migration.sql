-- Calendars that were linked before freshness was kept have until their next reading to say how fresh they are, and are not
-- shown as late by the upgrade itself. Twenty minutes: the safety round and its slack.

UPDATE "calendar_link" SET "fresh_until" = now() + interval '20 minutes' WHERE "fresh_until" IS NULL;

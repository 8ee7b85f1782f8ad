-- When somebody last changed a foreign event, as Outlook tells it: shown beside a case, never compared with our clock.
ALTER TABLE "remote_event" ADD COLUMN "changed_at_remote" TIMESTAMPTZ(3);

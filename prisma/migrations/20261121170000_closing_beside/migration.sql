-- A calendar that is being emptied stands beside the one that takes its place.

DROP INDEX "calendar_link_one_per_calendar";
DROP INDEX "calendar_link_one_writer";
CREATE UNIQUE INDEX "calendar_link_one_per_calendar" ON "calendar_link" ("mailbox_oid", "calendar_id")
  WHERE "writes" AND "state" NOT IN ('unlinked', 'closing');
CREATE UNIQUE INDEX "calendar_link_one_writer" ON "calendar_link" ("resource_id")
  WHERE "writes" AND "state" NOT IN ('unlinked', 'closing');

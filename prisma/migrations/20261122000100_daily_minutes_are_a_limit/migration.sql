-- The minutes of a day become one of many limits.
INSERT INTO "booking_limit" ("category_id", "measure", "per", "most")
  SELECT "id", 'minutes', 'day', "max_minutes_per_day" FROM "category" WHERE "max_minutes_per_day" > 0;

-- AlterTable
ALTER TABLE "category" DROP COLUMN "max_minutes_per_day";

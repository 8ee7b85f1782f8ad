-- Accounts of patrons that nobody uses any more are removed. Whoever is here now counts as seen at the upgrade.
ALTER TABLE "person" ADD COLUMN "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
CREATE INDEX "person_patron_last_seen_at_idx" ON "person"("last_seen_at") WHERE "role" = 'patron';

ALTER TABLE "library" ADD COLUMN "account_days" INTEGER NOT NULL DEFAULT 730;

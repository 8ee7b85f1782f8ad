-- "Connect and test": an admin signs in once, and what is true is read back before anything is activated.
ALTER TABLE "connect_attempt" ADD COLUMN "is_test" BOOLEAN NOT NULL DEFAULT false;

CREATE TABLE "preflight" (
  "id" INTEGER NOT NULL DEFAULT 1,
  "person_id" INTEGER,
  "room" TEXT,
  "started_at" TIMESTAMPTZ(3) NOT NULL,
  "finished_at" TIMESTAMPTZ(3),
  "account" TEXT,
  "tenant_id" TEXT,
  "principal_oid" TEXT,
  "token_enc" TEXT,
  "lines" JSONB NOT NULL DEFAULT '[]',
  CONSTRAINT "preflight_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "preflight_single" CHECK ("id" = 1),
  CONSTRAINT "preflight_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE
);

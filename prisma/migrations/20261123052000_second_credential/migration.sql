-- A second secret, or a certificate, beside the one in force: tried, then switched to without a gap.
ALTER TABLE "integration"
  ADD COLUMN "credential_kind" TEXT NOT NULL DEFAULT 'secret',
  ADD COLUMN "next_kind" TEXT,
  ADD COLUMN "next_enc" TEXT,
  ADD COLUMN "next_expires_on" DATE,
  ADD COLUMN "next_outcome" TEXT,
  ADD COLUMN "next_code" TEXT,
  ADD CONSTRAINT "integration_credential_kind" CHECK ("credential_kind" IN ('secret', 'certificate')),
  ADD CONSTRAINT "integration_next_whole" CHECK (("next_kind" IS NULL) = ("next_enc" IS NULL));

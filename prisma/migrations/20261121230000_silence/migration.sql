-- Changes that were read although no notification had told of them: from when on, and by how many rounds, since the last
-- notification of the subscription.

ALTER TABLE "subscription" ADD COLUMN "untold_since" TIMESTAMPTZ(3), ADD COLUMN "untold_rounds" INTEGER NOT NULL DEFAULT 0;

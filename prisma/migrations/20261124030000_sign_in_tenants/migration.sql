-- Several organisations may sign in with Microsoft; the one so far is the first of them.
CREATE TABLE "sign_in_tenant" (
    "provider_id" TEXT NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "position" INTEGER NOT NULL,
    CONSTRAINT "sign_in_tenant_pkey" PRIMARY KEY ("provider_id", "tenant_id")
);
ALTER TABLE "sign_in_tenant" ADD CONSTRAINT "sign_in_tenant_provider_id_fkey" FOREIGN KEY ("provider_id") REFERENCES "sign_in_provider"("id") ON DELETE CASCADE ON UPDATE CASCADE;

INSERT INTO "sign_in_tenant" ("provider_id", "tenant_id", "position") SELECT "id", lower("tenant"), 0 FROM "sign_in_provider";

ALTER TABLE "sign_in_provider" DROP COLUMN "tenant";

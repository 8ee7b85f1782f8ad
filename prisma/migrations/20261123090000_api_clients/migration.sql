-- Programs that the library lets in at /1.1, and how often they ask.
CREATE TABLE "api_client" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "former_hash" TEXT,
    "former_until" TIMESTAMPTZ(3),
    "scopes" TEXT[],
    "per_minute" INTEGER NOT NULL DEFAULT 600,
    "tokens_valid_from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_client_pkey" PRIMARY KEY ("id")
);

-- Unlogged: counting must not cost a write to disk at each request, and after a crash it begins anew.
-- For the same reason the rows have room to be counted up in place.
CREATE UNLOGGED TABLE "api_use" (
    "client_id" INTEGER NOT NULL,
    "minute" TIMESTAMPTZ(3) NOT NULL,
    "calls" INTEGER NOT NULL DEFAULT 0,
    "limited" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "api_use_pkey" PRIMARY KEY ("client_id", "minute")
) WITH (fillfactor = 50);

CREATE INDEX "api_use_minute_idx" ON "api_use"("minute");

ALTER TABLE "api_use" ADD CONSTRAINT "api_use_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "api_client"("id") ON DELETE CASCADE ON UPDATE CASCADE;

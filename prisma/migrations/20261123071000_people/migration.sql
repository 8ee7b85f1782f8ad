-- Sign-ins that can be ended one by one. Gone is ended.
CREATE TABLE "sign_in_session" (
    "id" UUID NOT NULL,
    "person_id" INTEGER NOT NULL,
    "method" TEXT NOT NULL,
    "device" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "sign_in_session_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "sign_in_session_person_id_idx" ON "sign_in_session"("person_id");
ALTER TABLE "sign_in_session" ADD CONSTRAINT "sign_in_session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "invitation" (
    "id" SERIAL NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "role" "role" NOT NULL,
    "location_ids" INTEGER[] NOT NULL DEFAULT ARRAY[]::INTEGER[],
    "locale" TEXT NOT NULL DEFAULT 'en',
    "key_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "invitation_email_key" ON "invitation"("email");
CREATE UNIQUE INDEX "invitation_key_hash_key" ON "invitation"("key_hash");
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "library" ADD COLUMN "sign_in_password" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "library" ADD COLUMN "sign_in_link" BOOLEAN NOT NULL DEFAULT true;

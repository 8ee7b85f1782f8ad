-- What the catalogue, its rules, and bookings by patrons and staff need (libcal-domain §1–§3). Adds only.

-- CreateEnum
CREATE TYPE "access" AS ENUM ('public', 'unlisted', 'staff');

-- CreateEnum
CREATE TYPE "gap_scope" AS ENUM ('category', 'location', 'library');

-- AlterTable
ALTER TABLE "booking" ADD COLUMN     "answers" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "beyond" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "check_in_code" TEXT,
ADD COLUMN     "checked_in_at" TIMESTAMPTZ(3),
ADD COLUMN     "checked_out_at" TIMESTAMPTZ(3),
ADD COLUMN     "ics_sequence" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "is_block" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "mediated_at" TIMESTAMPTZ(3),
ADD COLUMN     "mediated_by_id" INTEGER,
ADD COLUMN     "mediation_note" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "nickname" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "no_show_at" TIMESTAMPTZ(3),
ADD COLUMN     "reminded_at" TIMESTAMPTZ(3),
ADD COLUMN     "series_id" INTEGER,
ADD COLUMN     "staff_note" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "verified_at" TIMESTAMPTZ(3),
ADD COLUMN     "verify_hash" TEXT;

-- AlterTable
ALTER TABLE "category" ADD COLUMN     "access" "access" NOT NULL DEFAULT 'public',
ADD COLUMN     "active" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "description" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "fixed_periods" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "gap_minutes" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "gap_scope" "gap_scope" NOT NULL DEFAULT 'category',
ADD COLUMN     "lead_until_end" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "mediation" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "nicknames" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "rollover_minute" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "sign_in_required" BOOLEAN,
ADD COLUMN     "terms" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "library" ADD COLUMN     "audit_days" INTEGER NOT NULL DEFAULT 730,
ADD COLUMN     "mail_mailbox" TEXT,
ADD COLUMN     "mail_via" TEXT NOT NULL DEFAULT 'smtp';

-- AlterTable
ALTER TABLE "location" ADD COLUMN     "access" "access" NOT NULL DEFAULT 'public',
ADD COLUMN     "active" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "check_in_after" INTEGER NOT NULL DEFAULT 15,
ADD COLUMN     "check_in_before" INTEGER,
ADD COLUMN     "check_out_after" INTEGER NOT NULL DEFAULT 30,
ADD COLUMN     "description" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "directions" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "mediation_digest" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "release_no_shows" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "remind_before" INTEGER,
ADD COLUMN     "sign_in_required" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "terms" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "verify_minutes" INTEGER;

-- AlterTable
ALTER TABLE "resource" ADD COLUMN     "adjustable_desk" BOOLEAN,
ADD COLUMN     "desk_height_cm" INTEGER,
ADD COLUMN     "door_key" TEXT,
ADD COLUMN     "door_width_cm" INTEGER,
ADD COLUMN     "hearing_loop" BOOLEAN,
ADD COLUMN     "is_container" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "is_seat" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "picture_id" INTEGER,
ADD COLUMN     "sign_in_required" BOOLEAN,
ADD COLUMN     "step_free" BOOLEAN,
ADD COLUMN     "terms" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "zone_id" INTEGER;

-- CreateTable
CREATE TABLE "period" (
    "id" SERIAL NOT NULL,
    "category_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "weekday" INTEGER NOT NULL,
    "starts_minute" INTEGER NOT NULL,
    "ends_minute" INTEGER NOT NULL,

    CONSTRAINT "period_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "booking_limit" (
    "id" SERIAL NOT NULL,
    "location_id" INTEGER,
    "category_id" INTEGER,
    "measure" TEXT NOT NULL,
    "per" TEXT NOT NULL,
    "most" INTEGER NOT NULL,

    CONSTRAINT "booking_limit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "zone" (
    "id" SERIAL NOT NULL,
    "location_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "zone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "feature" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "icon" TEXT NOT NULL DEFAULT 'check',
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "feature_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "resource_feature" (
    "resource_id" INTEGER NOT NULL,
    "feature_id" INTEGER NOT NULL,

    CONSTRAINT "resource_feature_pkey" PRIMARY KEY ("resource_id","feature_id")
);

-- CreateTable
CREATE TABLE "picture" (
    "id" SERIAL NOT NULL,
    "type" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "alt" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "picture_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "patron_group" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "domains" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "patron_group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "patron_group_member" (
    "group_id" INTEGER NOT NULL,
    "email" TEXT NOT NULL,

    CONSTRAINT "patron_group_member_pkey" PRIMARY KEY ("group_id","email")
);

-- CreateTable
CREATE TABLE "group_allowance" (
    "id" SERIAL NOT NULL,
    "group_id" INTEGER NOT NULL,
    "location_id" INTEGER,
    "category_id" INTEGER,
    "resource_id" INTEGER,

    CONSTRAINT "group_allowance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mediator" (
    "id" SERIAL NOT NULL,
    "person_id" INTEGER NOT NULL,
    "location_id" INTEGER,
    "category_id" INTEGER,

    CONSTRAINT "mediator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "question" (
    "id" SERIAL NOT NULL,
    "category_id" INTEGER,
    "resource_id" INTEGER,
    "label" TEXT NOT NULL,
    "help" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL,
    "choices" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "required" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_template" (
    "location_id" INTEGER NOT NULL,
    "template" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mail_template_pkey" PRIMARY KEY ("location_id","template","locale")
);

-- CreateTable
CREATE TABLE "booking_series" (
    "id" SERIAL NOT NULL,
    "rule" JSONB NOT NULL,
    "created_by_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "booking_series_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ban" (
    "id" SERIAL NOT NULL,
    "person_id" INTEGER,
    "email" TEXT NOT NULL,
    "location_id" INTEGER,
    "reason" TEXT NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "until" TIMESTAMPTZ(3),
    "lifted_at" TIMESTAMPTZ(3),
    "created_by_id" INTEGER,

    CONSTRAINT "ban_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scrub_report" (
    "month" DATE NOT NULL,
    "numbers" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "scrub_report_pkey" PRIMARY KEY ("month")
);

-- CreateIndex
CREATE INDEX "period_category_id_idx" ON "period"("category_id");

-- CreateIndex
CREATE INDEX "booking_limit_location_id_idx" ON "booking_limit"("location_id");

-- CreateIndex
CREATE INDEX "booking_limit_category_id_idx" ON "booking_limit"("category_id");

-- CreateIndex
CREATE UNIQUE INDEX "zone_location_id_name_key" ON "zone"("location_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "feature_name_key" ON "feature"("name");

-- CreateIndex
CREATE INDEX "resource_feature_feature_id_idx" ON "resource_feature"("feature_id");

-- CreateIndex
CREATE UNIQUE INDEX "patron_group_name_key" ON "patron_group"("name");

-- CreateIndex
CREATE INDEX "patron_group_member_email_idx" ON "patron_group_member"("email");

-- CreateIndex
CREATE INDEX "group_allowance_location_id_idx" ON "group_allowance"("location_id");

-- CreateIndex
CREATE INDEX "group_allowance_category_id_idx" ON "group_allowance"("category_id");

-- CreateIndex
CREATE INDEX "group_allowance_resource_id_idx" ON "group_allowance"("resource_id");

-- CreateIndex
CREATE INDEX "mediator_location_id_idx" ON "mediator"("location_id");

-- CreateIndex
CREATE INDEX "mediator_category_id_idx" ON "mediator"("category_id");

-- CreateIndex
CREATE INDEX "question_category_id_idx" ON "question"("category_id");

-- CreateIndex
CREATE INDEX "question_resource_id_idx" ON "question"("resource_id");

-- CreateIndex
CREATE INDEX "ban_email_idx" ON "ban"("email");

-- CreateIndex
CREATE INDEX "ban_person_id_idx" ON "ban"("person_id");

-- CreateIndex
CREATE INDEX "booking_series_id_idx" ON "booking"("series_id");

-- CreateIndex
CREATE INDEX "booking_item_starts_at_idx" ON "booking_item"("starts_at");

-- CreateIndex
CREATE INDEX "booking_item_ends_at_idx" ON "booking_item"("ends_at");

-- CreateIndex
CREATE UNIQUE INDEX "resource_door_key_key" ON "resource"("door_key");

-- CreateIndex
CREATE INDEX "resource_zone_id_idx" ON "resource"("zone_id");

-- AddForeignKey
ALTER TABLE "period" ADD CONSTRAINT "period_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "category"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking_limit" ADD CONSTRAINT "booking_limit_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking_limit" ADD CONSTRAINT "booking_limit_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "category"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "zone" ADD CONSTRAINT "zone_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resource_feature" ADD CONSTRAINT "resource_feature_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resource"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resource_feature" ADD CONSTRAINT "resource_feature_feature_id_fkey" FOREIGN KEY ("feature_id") REFERENCES "feature"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "patron_group_member" ADD CONSTRAINT "patron_group_member_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "patron_group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_allowance" ADD CONSTRAINT "group_allowance_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "patron_group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_allowance" ADD CONSTRAINT "group_allowance_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_allowance" ADD CONSTRAINT "group_allowance_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "category"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_allowance" ADD CONSTRAINT "group_allowance_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resource"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mediator" ADD CONSTRAINT "mediator_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mediator" ADD CONSTRAINT "mediator_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mediator" ADD CONSTRAINT "mediator_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "category"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question" ADD CONSTRAINT "question_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "category"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question" ADD CONSTRAINT "question_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resource"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_template" ADD CONSTRAINT "mail_template_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resource" ADD CONSTRAINT "resource_zone_id_fkey" FOREIGN KEY ("zone_id") REFERENCES "zone"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resource" ADD CONSTRAINT "resource_picture_id_fkey" FOREIGN KEY ("picture_id") REFERENCES "picture"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking" ADD CONSTRAINT "booking_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "booking_series"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking_series" ADD CONSTRAINT "booking_series_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ban" ADD CONSTRAINT "ban_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ban" ADD CONSTRAINT "ban_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ban" ADD CONSTRAINT "ban_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- What Prisma's schema cannot say.
ALTER TABLE "period" ADD CONSTRAINT "period_in_range" CHECK ("weekday" BETWEEN 1 AND 7 AND "starts_minute" BETWEEN 0 AND 1440 AND "ends_minute" BETWEEN 1 AND 2880 AND "starts_minute" < "ends_minute");
ALTER TABLE "booking_limit" ADD CONSTRAINT "booking_limit_one_owner" CHECK (num_nonnulls("location_id", "category_id") = 1);
ALTER TABLE "booking_limit" ADD CONSTRAINT "booking_limit_known" CHECK ("measure" IN ('bookings', 'minutes') AND "per" IN ('day', 'week', 'month', 'year', 'upcoming', 'at_once') AND "most" > 0 AND ("measure" = 'bookings' OR "per" <> 'at_once'));
ALTER TABLE "group_allowance" ADD CONSTRAINT "group_allowance_one_owner" CHECK (num_nonnulls("location_id", "category_id", "resource_id") = 1);
ALTER TABLE "mediator" ADD CONSTRAINT "mediator_one_owner" CHECK (num_nonnulls("location_id", "category_id") = 1);
ALTER TABLE "question" ADD CONSTRAINT "question_one_owner" CHECK (num_nonnulls("category_id", "resource_id") = 1);
ALTER TABLE "question" ADD CONSTRAINT "question_known" CHECK ("kind" IN ('line', 'text', 'choice', 'several', 'yes'));
ALTER TABLE "category" ADD CONSTRAINT "category_gap_sane" CHECK ("gap_minutes" BETWEEN 0 AND 10080 AND "rollover_minute" BETWEEN 0 AND 1439);
ALTER TABLE "location" ADD CONSTRAINT "location_sane" CHECK (COALESCE("check_in_before", 0) BETWEEN 0 AND 240 AND "check_in_after" BETWEEN 0 AND 240 AND "check_out_after" BETWEEN 0 AND 240 AND COALESCE("verify_minutes", 15) BETWEEN 1 AND 1440 AND COALESCE("remind_before", 60) BETWEEN 5 AND 20160);
ALTER TABLE "library" ADD CONSTRAINT "library_mail_via" CHECK ("mail_via" IN ('smtp', 'graph'));
CREATE INDEX "booking_check_in_code" ON "booking" ("check_in_code") WHERE "check_in_code" IS NOT NULL;

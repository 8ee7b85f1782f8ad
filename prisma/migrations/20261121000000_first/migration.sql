-- The first storey of tables. Written by `prisma migrate diff`, then completed by hand with what Prisma cannot say:
-- generated ranges, the exclusion constraint that forbids double booking, partial indexes, checks, "C" collation for
-- Microsoft's case-sensitive ids.

CREATE EXTENSION IF NOT EXISTS btree_gist;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "resource_kind" AS ENUM ('space', 'person');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('admin', 'staff', 'patron');

-- CreateEnum
CREATE TYPE "booking_status" AS ENUM ('hold', 'unverified', 'pending_remote', 'to_confirm', 'mediation', 'confirmed', 'denied', 'expired', 'cancelled', 'released');

-- CreateEnum
CREATE TYPE "cause" AS ENUM ('user', 'staff', 'remote', 'system');

-- CreateEnum
CREATE TYPE "integration_state" AS ENUM ('draft', 'active', 'inactive', 'disconnected');

-- CreateEnum
CREATE TYPE "connection_mode" AS ENUM ('delegated', 'app');

-- CreateEnum
CREATE TYPE "connection_purpose" AS ENUM ('own', 'rooms');

-- CreateEnum
CREATE TYPE "connection_status" AS ENUM ('active', 'needs_reauth', 'app_error', 'disabled');

-- CreateEnum
CREATE TYPE "change_mode" AS ENUM ('webhook', 'poll');

-- CreateEnum
CREATE TYPE "link_state" AS ENUM ('backfilling', 'live', 'degraded', 'paused', 'closing', 'unlinked');

-- CreateEnum
CREATE TYPE "mirror_state" AS ENUM ('none', 'creating', 'live', 'deleting', 'gone', 'detached', 'conflict');

-- CreateEnum
CREATE TYPE "subscription_state" AS ENUM ('creating', 'active', 'retiring', 'dead');

-- CreateEnum
CREATE TYPE "conflict_state" AS ENUM ('open', 'resolved');

-- CreateTable
CREATE TABLE "library" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "installation_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "retention_days" INTEGER NOT NULL DEFAULT 365,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "library_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "location" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL DEFAULT '',
    "time_zone" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "location_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "category" (
    "id" SERIAL NOT NULL,
    "location_id" INTEGER NOT NULL,
    "kind" "resource_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "picture" TEXT NOT NULL DEFAULT '',
    "position" INTEGER NOT NULL DEFAULT 0,
    "step_minutes" INTEGER NOT NULL DEFAULT 30,
    "min_minutes" INTEGER NOT NULL DEFAULT 30,
    "max_minutes" INTEGER NOT NULL DEFAULT 120,
    "default_minutes" INTEGER NOT NULL DEFAULT 60,
    "min_notice_minutes" INTEGER NOT NULL DEFAULT 0,
    "window_days" INTEGER NOT NULL DEFAULT 14,
    "max_minutes_per_day" INTEGER,
    "setup_minutes" INTEGER NOT NULL DEFAULT 0,
    "cleanup_minutes" INTEGER NOT NULL DEFAULT 0,
    "cancel_by_minutes" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "category_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "resource" (
    "id" SERIAL NOT NULL,
    "kind" "resource_kind" NOT NULL,
    "category_id" INTEGER NOT NULL,
    "person_id" INTEGER,
    "name" TEXT NOT NULL,
    "slug" TEXT,
    "description" TEXT NOT NULL DEFAULT '',
    "directions" TEXT NOT NULL DEFAULT '',
    "capacity" INTEGER,
    "features" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "subjects" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "active" BOOLEAN NOT NULL DEFAULT true,
    "position" INTEGER NOT NULL DEFAULT 0,
    "sync_policy" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "resource_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "resource_part" (
    "whole_id" INTEGER NOT NULL,
    "part_id" INTEGER NOT NULL,

    CONSTRAINT "resource_part_pkey" PRIMARY KEY ("whole_id","part_id")
);

-- CreateTable
CREATE TABLE "hours_schedule" (
    "id" SERIAL NOT NULL,
    "location_id" INTEGER,
    "category_id" INTEGER,
    "resource_id" INTEGER,
    "name" TEXT NOT NULL DEFAULT '',
    "valid_from" DATE,
    "valid_to" DATE,

    CONSTRAINT "hours_schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hours_span" (
    "id" SERIAL NOT NULL,
    "schedule_id" INTEGER NOT NULL,
    "weekday" INTEGER NOT NULL,
    "opens_minute" INTEGER NOT NULL,
    "closes_minute" INTEGER NOT NULL,

    CONSTRAINT "hours_span_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hours_exception" (
    "id" SERIAL NOT NULL,
    "location_id" INTEGER,
    "category_id" INTEGER,
    "resource_id" INTEGER,
    "local_date" DATE NOT NULL,
    "opens_minute" INTEGER,
    "closes_minute" INTEGER,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "hours_exception_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" "role" NOT NULL DEFAULT 'patron',
    "password_hash" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "disabled_at" TIMESTAMPTZ(3),
    "sessions_valid_from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_identity" (
    "provider" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "person_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sign_in_identity_pkey" PRIMARY KEY ("provider","subject")
);

-- CreateTable
CREATE TABLE "sign_in_token" (
    "identifier" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_token_pkey" PRIMARY KEY ("identifier","token_hash")
);

-- CreateTable
CREATE TABLE "sign_in_failure" (
    "id" BIGSERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sign_in_failure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_provider" (
    "id" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "secret_enc" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT false,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_provider_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "booking" (
    "id" SERIAL NOT NULL,
    "public_id" TEXT NOT NULL,
    "status" "booking_status" NOT NULL,
    "status_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "cause" "cause" NOT NULL DEFAULT 'user',
    "hold_until" TIMESTAMPTZ(3),
    "person_id" INTEGER,
    "patron_name" TEXT NOT NULL,
    "patron_email" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "locale" TEXT NOT NULL DEFAULT 'en',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "scrubbed_at" TIMESTAMPTZ(3),

    CONSTRAINT "booking_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "booking_item" (
    "booking_id" INTEGER NOT NULL,
    "resource_id" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "booking_item_pkey" PRIMARY KEY ("booking_id","resource_id")
);

-- CreateTable
CREATE TABLE "occupancy" (
    "id" BIGSERIAL NOT NULL,
    "booking_id" INTEGER NOT NULL,
    "resource_id" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "pad" BOOLEAN NOT NULL DEFAULT false,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "during" tstzrange GENERATED ALWAYS AS (tstzrange("starts_at", "ends_at", '[)')) STORED,
    "layer" int8range GENERATED ALWAYS AS (CASE WHEN "pad" THEN int8range("booking_id"::int8, "booking_id"::int8, '[]') ELSE int8range(NULL::int8, NULL::int8) END) STORED,

    CONSTRAINT "occupancy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "integration" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "cloud" TEXT NOT NULL DEFAULT 'global',
    "account_type" TEXT NOT NULL,
    "tenant" TEXT,
    "tenant_id" TEXT,
    "client_id" TEXT NOT NULL,
    "secret_enc" TEXT NOT NULL,
    "secret_expires_on" DATE,
    "state" "integration_state" NOT NULL DEFAULT 'draft',
    "verified_at" TIMESTAMPTZ(3),
    "check_outcome" TEXT,
    "checked_at" TIMESTAMPTZ(3),
    "description" TEXT NOT NULL DEFAULT '',
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "integration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync_connection" (
    "id" SERIAL NOT NULL,
    "mode" "connection_mode" NOT NULL DEFAULT 'delegated',
    "purpose" "connection_purpose" NOT NULL,
    "owner_id" INTEGER NOT NULL,
    "tenant_id" TEXT NOT NULL,
    "principal_oid" TEXT NOT NULL,
    "calendars" JSONB NOT NULL DEFAULT '[]',
    "principal_name" TEXT NOT NULL,
    "scopes" TEXT[],
    "token_enc" TEXT,
    "token_expires_at" TIMESTAMPTZ(3),
    "token_version" INTEGER NOT NULL DEFAULT 0,
    "status" "connection_status" NOT NULL DEFAULT 'active',
    "status_reason" TEXT,
    "last_ok_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sync_connection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendar_link" (
    "id" SERIAL NOT NULL,
    "connection_id" INTEGER NOT NULL,
    "resource_id" INTEGER NOT NULL,
    "mailbox_oid" TEXT COLLATE "C" NOT NULL,
    "mailbox_address" TEXT NOT NULL,
    "calendar_id" TEXT COLLATE "C" NOT NULL,
    "calendar_name" TEXT NOT NULL,
    "is_default_calendar" BOOLEAN NOT NULL DEFAULT true,
    "writes" BOOLEAN NOT NULL DEFAULT true,
    "reads" BOOLEAN NOT NULL DEFAULT true,
    "change_mode" "change_mode" NOT NULL DEFAULT 'poll',
    "state" "link_state" NOT NULL DEFAULT 'backfilling',
    "state_reason" TEXT,
    "show_as_policy" JSONB NOT NULL DEFAULT '{}',
    "horizon_days" INTEGER NOT NULL DEFAULT 60,
    "generation" INTEGER NOT NULL DEFAULT 0,
    "dirty_seq" INTEGER NOT NULL DEFAULT 1,
    "pulled_seq" INTEGER NOT NULL DEFAULT 0,
    "dirty_at" TIMESTAMPTZ(3),
    "next_pull_at" TIMESTAMPTZ(3),
    "last_pull_ok_at" TIMESTAMPTZ(3),
    "last_push_ok_at" TIMESTAMPTZ(3),
    "last_sweep_at" TIMESTAMPTZ(3),
    "pull_failures" INTEGER NOT NULL DEFAULT 0,
    "push_lease_owner" TEXT,
    "push_lease_until" TIMESTAMPTZ(3),
    "push_fence" INTEGER NOT NULL DEFAULT 0,
    "pull_lease_owner" TEXT,
    "pull_lease_until" TIMESTAMPTZ(3),
    "pull_fence" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "unlinked_at" TIMESTAMPTZ(3),

    CONSTRAINT "calendar_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "booking_mirror" (
    "link_id" INTEGER NOT NULL,
    "booking_id" INTEGER NOT NULL,
    "transaction_id" UUID NOT NULL,
    "epoch" INTEGER NOT NULL DEFAULT 1,
    "remote_id" TEXT COLLATE "C",
    "etag" TEXT COLLATE "C",
    "base" JSONB,
    "intent_body" JSONB,
    "desired_version" INTEGER NOT NULL DEFAULT 0,
    "state" "mirror_state" NOT NULL DEFAULT 'none',
    "intent_at" TIMESTAMPTZ(3),
    "agreed_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "auto_restores" INTEGER NOT NULL DEFAULT 0,
    "restored_at" TIMESTAMPTZ(3),

    CONSTRAINT "booking_mirror_pkey" PRIMARY KEY ("link_id","booking_id")
);

-- CreateTable
CREATE TABLE "push_job" (
    "link_id" INTEGER NOT NULL,
    "booking_id" INTEGER NOT NULL,
    "run_after" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "priority" INTEGER NOT NULL DEFAULT 10,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_class" TEXT,
    "enqueued_seq" BIGSERIAL NOT NULL,
    "asked" INTEGER NOT NULL DEFAULT 1,
    "dead_at" TIMESTAMPTZ(3),

    CONSTRAINT "push_job_pkey" PRIMARY KEY ("link_id","booking_id")
);

-- CreateTable
CREATE TABLE "remote_event" (
    "link_id" INTEGER NOT NULL,
    "remote_id" TEXT COLLATE "C" NOT NULL,
    "ical_uid" TEXT COLLATE "C",
    "type" TEXT NOT NULL,
    "series_master_id" TEXT COLLATE "C",
    "start_at" TIMESTAMPTZ(3) NOT NULL,
    "end_at" TIMESTAMPTZ(3) NOT NULL,
    "all_day" BOOLEAN NOT NULL DEFAULT false,
    "show_as" TEXT NOT NULL,
    "cancelled" BOOLEAN NOT NULL DEFAULT false,
    "response" TEXT,
    "is_private" BOOLEAN NOT NULL DEFAULT false,
    "etag" TEXT COLLATE "C",
    "created_at_remote" TIMESTAMPTZ(3),
    "seen_run" UUID,
    "in_window" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "remote_event_pkey" PRIMARY KEY ("link_id","remote_id")
);

-- CreateTable
CREATE TABLE "busy_block" (
    "link_id" INTEGER NOT NULL,
    "remote_id" TEXT COLLATE "C" NOT NULL,
    "resource_id" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "during" tstzrange GENERATED ALWAYS AS (tstzrange("starts_at", "ends_at", '[)')) STORED,

    CONSTRAINT "busy_block_pkey" PRIMARY KEY ("link_id","remote_id")
);

-- CreateTable
CREATE TABLE "subscription" (
    "id" SERIAL NOT NULL,
    "graph_id" TEXT COLLATE "C",
    "link_id" INTEGER NOT NULL,
    "url_key" TEXT COLLATE "C" NOT NULL,
    "client_state_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "renew_at" TIMESTAMPTZ(3),
    "state" "subscription_state" NOT NULL DEFAULT 'creating',
    "last_notified_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delta_cursor" (
    "link_id" INTEGER NOT NULL,
    "generation" INTEGER NOT NULL,
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "window_end" TIMESTAMPTZ(3) NOT NULL,
    "delta_link_enc" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "advanced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "delta_cursor_pkey" PRIMARY KEY ("link_id","generation")
);

-- CreateTable
CREATE TABLE "delta_stage" (
    "run_id" UUID NOT NULL,
    "page_no" INTEGER NOT NULL,
    "link_id" INTEGER NOT NULL,
    "items" JSONB NOT NULL,

    CONSTRAINT "delta_stage_pkey" PRIMARY KEY ("run_id","page_no")
);

-- CreateTable
CREATE TABLE "sync_conflict" (
    "id" SERIAL NOT NULL,
    "link_id" INTEGER NOT NULL,
    "resource_id" INTEGER NOT NULL,
    "booking_id" INTEGER,
    "remote_id" TEXT COLLATE "C",
    "kind" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,
    "state" "conflict_state" NOT NULL DEFAULT 'open',
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolution" TEXT,
    "resolved_by" INTEGER,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "sync_conflict_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync_log" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "link_id" INTEGER,
    "booking_id" INTEGER,
    "direction" TEXT NOT NULL,
    "op" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "http" INTEGER,
    "request_id" TEXT,
    "client_request_id" TEXT,
    "ms" INTEGER,
    "attempt" INTEGER,
    "run_id" UUID,

    CONSTRAINT "sync_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "graph_gate" (
    "key" TEXT NOT NULL,
    "throttled_until" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "breaker_state" TEXT NOT NULL DEFAULT 'closed',
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "graph_gate_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "connect_attempt" (
    "state_hash" TEXT NOT NULL,
    "person_id" INTEGER NOT NULL,
    "purpose" "connection_purpose" NOT NULL,
    "resource_id" INTEGER,
    "secret_enc" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "connect_attempt_pkey" PRIMARY KEY ("state_hash")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "person_id" INTEGER,
    "act" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker_heartbeat" (
    "id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_heartbeat_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "library_installation_id_key" ON "library"("installation_id");

-- CreateIndex
CREATE UNIQUE INDEX "location_name_key" ON "location"("name");

-- CreateIndex
CREATE UNIQUE INDEX "category_location_id_name_key" ON "category"("location_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "resource_person_id_key" ON "resource"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "resource_slug_key" ON "resource"("slug");

-- CreateIndex
CREATE INDEX "resource_category_id_active_idx" ON "resource"("category_id", "active");

-- CreateIndex
CREATE INDEX "resource_part_part_id_idx" ON "resource_part"("part_id");

-- CreateIndex
CREATE INDEX "hours_schedule_location_id_idx" ON "hours_schedule"("location_id");

-- CreateIndex
CREATE INDEX "hours_schedule_category_id_idx" ON "hours_schedule"("category_id");

-- CreateIndex
CREATE INDEX "hours_schedule_resource_id_idx" ON "hours_schedule"("resource_id");

-- CreateIndex
CREATE INDEX "hours_span_schedule_id_idx" ON "hours_span"("schedule_id");

-- CreateIndex
CREATE INDEX "hours_exception_location_id_local_date_idx" ON "hours_exception"("location_id", "local_date");

-- CreateIndex
CREATE INDEX "hours_exception_category_id_local_date_idx" ON "hours_exception"("category_id", "local_date");

-- CreateIndex
CREATE INDEX "hours_exception_resource_id_local_date_idx" ON "hours_exception"("resource_id", "local_date");

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE INDEX "sign_in_identity_person_id_idx" ON "sign_in_identity"("person_id");

-- CreateIndex
CREATE INDEX "sign_in_token_expires_at_idx" ON "sign_in_token"("expires_at");

-- CreateIndex
CREATE INDEX "sign_in_failure_key_at_idx" ON "sign_in_failure"("key", "at");

-- CreateIndex
CREATE UNIQUE INDEX "booking_public_id_key" ON "booking"("public_id");

-- CreateIndex
CREATE INDEX "booking_patron_email_idx" ON "booking"("patron_email");

-- CreateIndex
CREATE INDEX "booking_person_id_idx" ON "booking"("person_id");

-- CreateIndex
CREATE INDEX "booking_item_resource_id_starts_at_idx" ON "booking_item"("resource_id", "starts_at");

-- CreateIndex
CREATE INDEX "occupancy_booking_id_idx" ON "occupancy"("booking_id");

-- CreateIndex
CREATE INDEX "occupancy_resource_id_starts_at_idx" ON "occupancy"("resource_id", "starts_at");

-- CreateIndex
CREATE INDEX "sync_connection_owner_id_idx" ON "sync_connection"("owner_id");

-- CreateIndex
CREATE INDEX "calendar_link_resource_id_idx" ON "calendar_link"("resource_id");

-- CreateIndex
CREATE INDEX "calendar_link_connection_id_idx" ON "calendar_link"("connection_id");

-- CreateIndex
CREATE UNIQUE INDEX "booking_mirror_transaction_id_key" ON "booking_mirror"("transaction_id");

-- CreateIndex
CREATE INDEX "booking_mirror_booking_id_idx" ON "booking_mirror"("booking_id");

-- CreateIndex
CREATE UNIQUE INDEX "booking_mirror_link_id_remote_id_key" ON "booking_mirror"("link_id", "remote_id");

-- CreateIndex
CREATE INDEX "push_job_booking_id_idx" ON "push_job"("booking_id");

-- CreateIndex
CREATE INDEX "remote_event_link_id_series_master_id_idx" ON "remote_event"("link_id", "series_master_id");

-- CreateIndex
CREATE INDEX "busy_block_resource_id_starts_at_idx" ON "busy_block"("resource_id", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "subscription_graph_id_key" ON "subscription"("graph_id");

-- CreateIndex
CREATE UNIQUE INDEX "subscription_url_key_key" ON "subscription"("url_key");

-- CreateIndex
CREATE INDEX "subscription_link_id_state_idx" ON "subscription"("link_id", "state");

-- CreateIndex
CREATE INDEX "delta_stage_link_id_idx" ON "delta_stage"("link_id");

-- CreateIndex
CREATE INDEX "sync_conflict_state_seen_at_idx" ON "sync_conflict"("state", "seen_at");

-- CreateIndex
CREATE INDEX "sync_conflict_booking_id_idx" ON "sync_conflict"("booking_id");

-- CreateIndex
CREATE INDEX "sync_log_link_id_at_idx" ON "sync_log"("link_id", "at");

-- CreateIndex
CREATE INDEX "sync_log_booking_id_idx" ON "sync_log"("booking_id");

-- CreateIndex
CREATE INDEX "sync_log_at_idx" ON "sync_log"("at");

-- CreateIndex
CREATE INDEX "connect_attempt_expires_at_idx" ON "connect_attempt"("expires_at");

-- CreateIndex
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");

-- AddForeignKey
ALTER TABLE "category" ADD CONSTRAINT "category_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resource" ADD CONSTRAINT "resource_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "category"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resource" ADD CONSTRAINT "resource_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resource_part" ADD CONSTRAINT "resource_part_whole_id_fkey" FOREIGN KEY ("whole_id") REFERENCES "resource"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resource_part" ADD CONSTRAINT "resource_part_part_id_fkey" FOREIGN KEY ("part_id") REFERENCES "resource"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hours_schedule" ADD CONSTRAINT "hours_schedule_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hours_schedule" ADD CONSTRAINT "hours_schedule_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "category"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hours_schedule" ADD CONSTRAINT "hours_schedule_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resource"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hours_span" ADD CONSTRAINT "hours_span_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "hours_schedule"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hours_exception" ADD CONSTRAINT "hours_exception_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hours_exception" ADD CONSTRAINT "hours_exception_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "category"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hours_exception" ADD CONSTRAINT "hours_exception_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resource"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_in_identity" ADD CONSTRAINT "sign_in_identity_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking" ADD CONSTRAINT "booking_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking_item" ADD CONSTRAINT "booking_item_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking_item" ADD CONSTRAINT "booking_item_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resource"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "occupancy" ADD CONSTRAINT "occupancy_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "occupancy" ADD CONSTRAINT "occupancy_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resource"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync_connection" ADD CONSTRAINT "sync_connection_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calendar_link" ADD CONSTRAINT "calendar_link_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "sync_connection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calendar_link" ADD CONSTRAINT "calendar_link_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resource"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking_mirror" ADD CONSTRAINT "booking_mirror_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "calendar_link"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking_mirror" ADD CONSTRAINT "booking_mirror_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "push_job" ADD CONSTRAINT "push_job_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "calendar_link"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "push_job" ADD CONSTRAINT "push_job_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "remote_event" ADD CONSTRAINT "remote_event_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "calendar_link"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "busy_block" ADD CONSTRAINT "busy_block_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "calendar_link"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "busy_block" ADD CONSTRAINT "busy_block_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resource"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "calendar_link"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delta_cursor" ADD CONSTRAINT "delta_cursor_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "calendar_link"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delta_stage" ADD CONSTRAINT "delta_stage_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "calendar_link"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync_conflict" ADD CONSTRAINT "sync_conflict_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "calendar_link"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync_conflict" ADD CONSTRAINT "sync_conflict_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resource"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync_conflict" ADD CONSTRAINT "sync_conflict_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connect_attempt" ADD CONSTRAINT "connect_attempt_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connect_attempt" ADD CONSTRAINT "connect_attempt_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resource"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- No two active bookings or holds close the same resource at once (invariant I1). The layer lets the pads of two
-- bookings pass each other, while a pad and a use, or two uses, do not.
ALTER TABLE "occupancy" ADD CONSTRAINT "occupancy_no_overlap"
  EXCLUDE USING gist ("resource_id" WITH =, "layer" WITH &&, "during" WITH &&) WHERE ("active");
ALTER TABLE "occupancy" ADD CONSTRAINT "occupancy_order" CHECK ("starts_at" < "ends_at");
ALTER TABLE "booking_item" ADD CONSTRAINT "booking_item_order" CHECK ("starts_at" < "ends_at");
ALTER TABLE "busy_block" ADD CONSTRAINT "busy_block_order" CHECK ("starts_at" < "ends_at");

-- Singletons.
ALTER TABLE "library" ADD CONSTRAINT "library_one_row" CHECK ("id" = 1);
ALTER TABLE "integration" ADD CONSTRAINT "integration_one_row" CHECK ("id" = 1);

-- Hours belong to exactly one level.
ALTER TABLE "hours_schedule" ADD CONSTRAINT "hours_schedule_one_owner" CHECK (num_nonnulls("location_id", "category_id", "resource_id") = 1);
ALTER TABLE "hours_exception" ADD CONSTRAINT "hours_exception_one_owner" CHECK (num_nonnulls("location_id", "category_id", "resource_id") = 1);
ALTER TABLE "hours_exception" ADD CONSTRAINT "hours_exception_both_or_closed" CHECK (num_nonnulls("opens_minute", "closes_minute") IN (0, 2) AND COALESCE("opens_minute" < "closes_minute", true));
ALTER TABLE "hours_span" ADD CONSTRAINT "hours_span_in_range" CHECK ("weekday" BETWEEN 1 AND 7 AND "opens_minute" BETWEEN 0 AND 1440 AND "closes_minute" BETWEEN 1 AND 2880 AND "opens_minute" < "closes_minute");

-- A policy that could offer nothing, or never end, is refused.
ALTER TABLE "category" ADD CONSTRAINT "category_policy_sane" CHECK ("step_minutes" BETWEEN 5 AND 240 AND "min_minutes" BETWEEN 5 AND "max_minutes" AND "max_minutes" <= 1440 AND "default_minutes" BETWEEN "min_minutes" AND "max_minutes" AND "min_notice_minutes" >= 0 AND "window_days" >= 0 AND "setup_minutes" BETWEEN 0 AND 240 AND "cleanup_minutes" BETWEEN 0 AND 240 AND "cancel_by_minutes" >= 0);

-- A whole is not its own part.
ALTER TABLE "resource_part" ADD CONSTRAINT "resource_part_not_itself" CHECK ("whole_id" <> "part_id");

-- One calendar mirrors one resource, and a resource writes to one calendar.
CREATE UNIQUE INDEX "calendar_link_one_per_calendar" ON "calendar_link" ("mailbox_oid", "calendar_id") WHERE "writes" AND "state" <> 'unlinked';
CREATE UNIQUE INDEX "calendar_link_one_writer" ON "calendar_link" ("resource_id") WHERE "writes" AND "state" <> 'unlinked';
CREATE UNIQUE INDEX "sync_connection_one_per_account" ON "sync_connection" ("purpose", "tenant_id", "principal_oid") WHERE "status" <> 'disabled';
CREATE UNIQUE INDEX "subscription_one_open" ON "subscription" ("link_id") WHERE "state" IN ('creating', 'active');
CREATE UNIQUE INDEX "sync_conflict_once" ON "sync_conflict" ("link_id", "kind", COALESCE("booking_id", 0), COALESCE("remote_id", '')) WHERE "state" = 'open';

-- Hot looks: due jobs, dirty links, waiting holds, upcoming bookings.
CREATE INDEX "push_job_due" ON "push_job" ("link_id", "priority", "enqueued_seq") WHERE "dead_at" IS NULL;
CREATE INDEX "calendar_link_open" ON "calendar_link" ("next_pull_at") WHERE "state" <> 'unlinked';
CREATE INDEX "booking_waiting" ON "booking" ("hold_until") WHERE "hold_until" IS NOT NULL AND "status" IN ('hold', 'unverified', 'pending_remote');

-- Changes of hours that meet bookings, with what an admin chose for each; and what staff told patrons of what they moved
-- or took back. Adds only.

-- CreateTable
CREATE TABLE "hours_change" (
    "id" SERIAL NOT NULL,
    "location_id" INTEGER,
    "category_id" INTEGER,
    "resource_id" INTEGER,
    "change" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "otherwise" TEXT NOT NULL DEFAULT 'keep',
    "words" TEXT NOT NULL DEFAULT '',
    "created_by_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "hours_change_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "hours_change_one_level" CHECK (num_nonnulls(location_id, category_id, resource_id) = 1),
    CONSTRAINT "hours_change_state" CHECK (state IN ('draft', 'working', 'done')),
    CONSTRAINT "hours_change_otherwise" CHECK (otherwise IN ('keep', 'cancel'))
);

-- CreateTable
CREATE TABLE "hours_change_booking" (
    "change_id" INTEGER NOT NULL,
    "booking_id" INTEGER NOT NULL,
    "choice" TEXT NOT NULL,
    "space_id" INTEGER,
    "outcome" TEXT,

    CONSTRAINT "hours_change_booking_pkey" PRIMARY KEY ("change_id","booking_id"),
    CONSTRAINT "hours_change_booking_choice" CHECK (choice IN ('keep', 'move', 'cancel')),
    CONSTRAINT "hours_change_booking_outcome" CHECK (outcome IN ('kept', 'moved', 'cancelled', 'nowhere', 'over'))
);

-- CreateTable
CREATE TABLE "booking_notice" (
    "id" SERIAL NOT NULL,
    "booking_id" INTEGER NOT NULL,
    "resource_id" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "words" TEXT NOT NULL DEFAULT '',
    "by_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "booking_notice_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "hours_change_state_created_at_idx" ON "hours_change"("state", "created_at");

-- CreateIndex
CREATE INDEX "hours_change_booking_booking_id_idx" ON "hours_change_booking"("booking_id");

-- CreateIndex
CREATE INDEX "booking_notice_booking_id_idx" ON "booking_notice"("booking_id");

-- AddForeignKey
ALTER TABLE "hours_change" ADD CONSTRAINT "hours_change_location_id_fkey" FOREIGN KEY ("location_id") REFERENCES "location"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hours_change" ADD CONSTRAINT "hours_change_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "category"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hours_change" ADD CONSTRAINT "hours_change_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resource"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hours_change" ADD CONSTRAINT "hours_change_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hours_change_booking" ADD CONSTRAINT "hours_change_booking_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "hours_change"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hours_change_booking" ADD CONSTRAINT "hours_change_booking_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking_notice" ADD CONSTRAINT "booking_notice_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking_notice" ADD CONSTRAINT "booking_notice_resource_id_fkey" FOREIGN KEY ("resource_id") REFERENCES "resource"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking_notice" ADD CONSTRAINT "booking_notice_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Whether programs without a token may read spaces that patrons are shown, and their free time (Admin > API).
ALTER TABLE "library" ADD COLUMN "open_reading" BOOLEAN NOT NULL DEFAULT false;

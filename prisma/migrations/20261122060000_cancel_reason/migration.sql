-- What a patron said when they cancelled; emptied with the name.
ALTER TABLE "booking" ADD COLUMN "cancel_reason" TEXT NOT NULL DEFAULT '';

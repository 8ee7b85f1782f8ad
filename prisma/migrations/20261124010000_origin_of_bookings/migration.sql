-- By what way a booking was made, for statistics: 'patron', 'staff', 'program' or 'door'. Older ones keep null: `cause` says who
-- last changed them, so how they began is not known.
ALTER TABLE "booking" ADD COLUMN "origin" TEXT;

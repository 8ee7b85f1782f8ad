-- Where Microsoft knocks for a subscription, as a hash: after a change of PUBLIC_URL it has to be made anew.
ALTER TABLE "subscription" ADD COLUMN "address_hash" TEXT;

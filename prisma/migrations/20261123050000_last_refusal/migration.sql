-- By which of its codes Microsoft refused the registration at the last test: pages say what to do about it, and who.
ALTER TABLE "integration" ADD COLUMN "check_code" TEXT;

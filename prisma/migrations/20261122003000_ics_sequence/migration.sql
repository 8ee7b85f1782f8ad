-- Calendar files carried the version as their SEQUENCE so far: those that went out must not be newer than what follows.
UPDATE "booking" SET "ics_sequence" = "version" - 1 WHERE "version" > 1;

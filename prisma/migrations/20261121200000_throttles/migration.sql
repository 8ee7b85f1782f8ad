-- How often in a row a mailbox was throttled: told nothing, the waits grow (sync-design §4.3).
ALTER TABLE "graph_gate" ADD COLUMN "throttles" INTEGER NOT NULL DEFAULT 0;

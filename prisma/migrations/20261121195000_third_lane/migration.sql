-- What is asked of a mailbox beside its push and its pull goes one request at a time too, whichever process asks.

ALTER TABLE "graph_gate" ADD COLUMN "third_lane_owner" TEXT,
  ADD COLUMN "third_lane_until" TIMESTAMPTZ(3);

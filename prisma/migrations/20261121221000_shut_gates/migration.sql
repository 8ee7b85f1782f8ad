-- The gates that hold somebody back, among one for each mailbox that was ever asked.
CREATE INDEX "graph_gate_throttled" ON "graph_gate" ("throttled_until") WHERE "throttled_until" IS NOT NULL;
CREATE INDEX "graph_gate_broken" ON "graph_gate" ("probe_at") WHERE "breaker_state" = 'open';

-- The log is searched by Microsoft's ids and by ours, and a calendar's last troubles are found without reading its quiet years.

CREATE INDEX "sync_log_request_id_idx" ON "sync_log"("request_id");
CREATE INDEX "sync_log_client_request_id_idx" ON "sync_log"("client_request_id");
CREATE INDEX "sync_log_troubles" ON "sync_log" ("link_id", "at" DESC) WHERE "outcome" <> 'ok';

-- What somebody did is counted, and taken out page by page, on their own data page.
CREATE INDEX "audit_entry_person_id_id_idx" ON "audit_entry"("person_id", "id");

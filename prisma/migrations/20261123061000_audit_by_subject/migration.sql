CREATE INDEX "audit_entry_subject_idx" ON "audit_entry"("subject");

-- Whom else a patron who does not mind may meet, should Outlook say no to the one who was chosen (docs/decisions/0028).
ALTER TABLE appointment ADD COLUMN others jsonb;

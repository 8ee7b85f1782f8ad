-- What somebody wants of their own calendar: asked for before they go to Microsoft, and kept until they are connected, since
-- an administrator's approval may take days.
CREATE TABLE calendar_wish (
  person_id integer PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE ON UPDATE CASCADE,
  writes boolean NOT NULL,
  reads boolean NOT NULL,
  approval_key text NOT NULL,
  refused_at timestamptz(3),
  approved_at timestamptz(3)
);
CREATE UNIQUE INDEX calendar_wish_approval_key_key ON calendar_wish (approval_key);

-- What is to become of a calendar that was chosen already, once Microsoft has agreed to more.
ALTER TABLE connect_attempt ADD COLUMN wish jsonb;

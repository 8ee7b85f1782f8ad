-- Calendar feeds of a space, a category or a person, at addresses that only those know who were given them.
CREATE TABLE calendar_feed (
  id serial PRIMARY KEY,
  resource_id integer REFERENCES resource (id) ON DELETE CASCADE ON UPDATE CASCADE,
  category_id integer REFERENCES category (id) ON DELETE CASCADE ON UPDATE CASCADE,
  name text NOT NULL,
  locale text NOT NULL DEFAULT 'en',
  key_seed text NOT NULL,
  etag text,
  changed_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  revoked_at timestamptz(3),
  CHECK (num_nonnulls(resource_id, category_id) = 1)
);
CREATE INDEX calendar_feed_resource_id_idx ON calendar_feed (resource_id);
CREATE INDEX calendar_feed_category_id_idx ON calendar_feed (category_id);

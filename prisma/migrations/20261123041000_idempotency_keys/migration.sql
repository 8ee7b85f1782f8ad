-- What an API client's write came to, by the key that it sent: asked again, it gets the same answer (decision 39).
CREATE TABLE api_request (
  client_id integer NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  claim uuid NOT NULL,
  claimed_until timestamptz(3) NOT NULL,
  steps jsonb NOT NULL DEFAULT '[]',
  answer jsonb,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (client_id, key)
);
CREATE INDEX api_request_created_at_idx ON api_request (created_at);

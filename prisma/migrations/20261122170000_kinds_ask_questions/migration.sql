-- Kinds of appointment ask questions too, and addresses of people and groups that were changed lead on.

ALTER TABLE question DROP CONSTRAINT question_one_owner;
ALTER TABLE question ADD CONSTRAINT question_one_owner CHECK (num_nonnulls(category_id, resource_id, kind_id) = 1);

CREATE TABLE former_address (
  slug text PRIMARY KEY,
  resource_id integer REFERENCES resource (id) ON DELETE CASCADE ON UPDATE CASCADE,
  group_id integer REFERENCES appointment_group (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT former_address_one_owner CHECK (num_nonnulls(resource_id, group_id) = 1)
);
CREATE INDEX former_address_resource_id_idx ON former_address (resource_id);
CREATE INDEX former_address_group_id_idx ON former_address (group_id);

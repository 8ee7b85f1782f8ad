-- Appointments: when people are there, what they offer and where, in which groups; what each booking of a person was for.

CREATE TABLE appointment_group (
  id serial PRIMARY KEY,
  name text NOT NULL,
  slug text NOT NULL,
  description text NOT NULL DEFAULT '',
  access access NOT NULL DEFAULT 'public',
  active boolean NOT NULL DEFAULT true,
  any_member boolean NOT NULL DEFAULT true,
  position integer NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX appointment_group_slug_key ON appointment_group (slug);

CREATE TABLE appointment_group_member (
  group_id integer NOT NULL REFERENCES appointment_group (id) ON DELETE CASCADE ON UPDATE CASCADE,
  resource_id integer NOT NULL REFERENCES resource (id) ON DELETE CASCADE ON UPDATE CASCADE,
  PRIMARY KEY (group_id, resource_id)
);
CREATE INDEX appointment_group_member_resource_id_idx ON appointment_group_member (resource_id);

CREATE TABLE availability_rule (
  id serial PRIMARY KEY,
  resource_id integer NOT NULL REFERENCES resource (id) ON DELETE CASCADE ON UPDATE CASCADE,
  repeat text NOT NULL CHECK (repeat IN ('daily', 'weekly', 'dates')),
  from_date date NOT NULL,
  until_date date,
  every_weeks integer NOT NULL DEFAULT 1 CHECK (every_weeks BETWEEN 1 AND 52),
  weekdays integer[] DEFAULT ARRAY[]::integer[],
  dates date[] DEFAULT ARRAY[]::date[],
  skipped_dates date[] DEFAULT ARRAY[]::date[],
  starts_minute integer NOT NULL CHECK (starts_minute BETWEEN 0 AND 1439),
  ends_minute integer NOT NULL CHECK (ends_minute > starts_minute AND ends_minute <= starts_minute + 1440),
  directions text NOT NULL DEFAULT '',
  group_id integer REFERENCES appointment_group (id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX availability_rule_resource_id_idx ON availability_rule (resource_id);
CREATE INDEX availability_rule_group_id_idx ON availability_rule (group_id);

CREATE TABLE absence (
  id serial PRIMARY KEY,
  resource_id integer NOT NULL REFERENCES resource (id) ON DELETE CASCADE ON UPDATE CASCADE,
  from_date date NOT NULL,
  from_minute integer NOT NULL DEFAULT 0 CHECK (from_minute BETWEEN 0 AND 1440),
  to_date date NOT NULL,
  to_minute integer NOT NULL DEFAULT 1440 CHECK (to_minute BETWEEN 0 AND 1440),
  note text NOT NULL DEFAULT '',
  CHECK ((from_date, from_minute) < (to_date, to_minute))
);
CREATE INDEX absence_resource_id_to_date_idx ON absence (resource_id, to_date);

CREATE TABLE appointment_place (
  id serial PRIMARY KEY,
  resource_id integer NOT NULL REFERENCES resource (id) ON DELETE CASCADE ON UPDATE CASCADE,
  kind text NOT NULL CHECK (kind IN ('desk', 'room', 'online')),
  name text NOT NULL,
  directions text NOT NULL DEFAULT '',
  location_id integer REFERENCES location (id) ON DELETE SET NULL ON UPDATE CASCADE,
  space_id integer REFERENCES resource (id) ON DELETE CASCADE ON UPDATE CASCADE,
  link text NOT NULL DEFAULT '',
  teams boolean NOT NULL DEFAULT false,
  active boolean NOT NULL DEFAULT true,
  position integer NOT NULL DEFAULT 0,
  CHECK ((kind = 'room') = (space_id IS NOT NULL))
);
CREATE INDEX appointment_place_resource_id_idx ON appointment_place (resource_id);
CREATE INDEX appointment_place_space_id_idx ON appointment_place (space_id);
CREATE INDEX appointment_place_location_id_idx ON appointment_place (location_id);

CREATE TABLE availability_rule_place (
  rule_id integer NOT NULL REFERENCES availability_rule (id) ON DELETE CASCADE ON UPDATE CASCADE,
  place_id integer NOT NULL REFERENCES appointment_place (id) ON DELETE CASCADE ON UPDATE CASCADE,
  PRIMARY KEY (rule_id, place_id)
);
CREATE INDEX availability_rule_place_place_id_idx ON availability_rule_place (place_id);

CREATE TABLE appointment_kind (
  id serial PRIMARY KEY,
  category_id integer REFERENCES category (id) ON DELETE CASCADE ON UPDATE CASCADE,
  resource_id integer REFERENCES resource (id) ON DELETE CASCADE ON UPDATE CASCADE,
  name text NOT NULL,
  description text NOT NULL DEFAULT '',
  minutes integer NOT NULL CHECK (minutes BETWEEN 5 AND 600),
  setup_minutes integer NOT NULL DEFAULT 0,
  cleanup_minutes integer NOT NULL DEFAULT 0,
  min_notice_minutes integer NOT NULL DEFAULT 0,
  cancel_by_minutes integer NOT NULL DEFAULT 0,
  window_days integer NOT NULL DEFAULT 28,
  modes text[] DEFAULT ARRAY[]::text[],
  directions text NOT NULL DEFAULT '',
  active boolean NOT NULL DEFAULT true,
  position integer NOT NULL DEFAULT 0,
  CHECK (num_nonnulls(category_id, resource_id) = 1)
);
CREATE INDEX appointment_kind_category_id_idx ON appointment_kind (category_id);
CREATE INDEX appointment_kind_resource_id_idx ON appointment_kind (resource_id);

ALTER TABLE question ADD COLUMN kind_id integer
  REFERENCES appointment_kind (id) ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX question_kind_id_idx ON question (kind_id);

CREATE TABLE appointment_settings (
  resource_id integer PRIMARY KEY REFERENCES resource (id) ON DELETE CASCADE ON UPDATE CASCADE,
  remind_before integer,
  follow_up_after integer,
  follow_up_words text NOT NULL DEFAULT '',
  email_domains text[] DEFAULT ARRAY[]::text[]
);

CREATE TABLE appointment (
  booking_id integer PRIMARY KEY REFERENCES booking (id) ON DELETE CASCADE ON UPDATE CASCADE,
  resource_id integer NOT NULL REFERENCES resource (id) ON DELETE CASCADE ON UPDATE CASCADE,
  kind_id integer REFERENCES appointment_kind (id) ON DELETE SET NULL ON UPDATE CASCADE,
  kind_name text NOT NULL DEFAULT '',
  place_id integer REFERENCES appointment_place (id) ON DELETE SET NULL ON UPDATE CASCADE,
  place_kind text NOT NULL DEFAULT 'desk' CHECK (place_kind IN ('desk', 'room', 'online')),
  place_name text NOT NULL DEFAULT '',
  directions text NOT NULL DEFAULT '',
  link text NOT NULL DEFAULT '',
  teams boolean NOT NULL DEFAULT false,
  group_id integer REFERENCES appointment_group (id) ON DELETE SET NULL ON UPDATE CASCADE,
  chosen_by text NOT NULL DEFAULT 'patron' CHECK (chosen_by IN ('patron', 'fair', 'staff')),
  fairness jsonb,
  followed_up_at timestamptz(3)
);
CREATE INDEX appointment_resource_id_idx ON appointment (resource_id);
CREATE INDEX appointment_kind_id_idx ON appointment (kind_id);
CREATE INDEX appointment_place_id_idx ON appointment (place_id);
CREATE INDEX appointment_group_id_idx ON appointment (group_id);

ALTER TABLE busy_block ADD COLUMN in_person boolean NOT NULL DEFAULT true;
ALTER TABLE busy_block ADD COLUMN online boolean NOT NULL DEFAULT true;

ALTER TABLE library ADD COLUMN embed_origins text[] DEFAULT ARRAY[]::text[];

-- What people's own hours, or else their category's, said becomes their availability; one word for it from here on. On a
-- date that another week spoke for (a range before the usual week, own hours before the category's) a week is left out.
WITH said AS (
  SELECT person.id AS person_id, schedule.id, schedule.resource_id IS NOT NULL AS own, schedule.valid_from, schedule.valid_to
  FROM resource person
  JOIN hours_schedule schedule ON schedule.resource_id = person.id OR schedule.category_id = person.category_id
  WHERE person.kind = 'person'
)
INSERT INTO availability_rule
  (resource_id, repeat, from_date, until_date, weekdays, skipped_dates, starts_minute, ends_minute)
SELECT said.person_id, 'weekly', coalesce(said.valid_from, DATE '2000-01-03'), said.valid_to,
  array_agg(DISTINCT span.weekday),
  ARRAY(
    SELECT DISTINCT day::date FROM said other
    CROSS JOIN LATERAL generate_series(
      greatest(coalesce(other.valid_from, current_date), current_date),
      least(coalesce(other.valid_to, current_date + 800), current_date + 800), interval '1 day') day
    WHERE other.person_id = said.person_id AND other.id <> said.id
      AND (other.own, coalesce(other.valid_from, '-infinity'::date)) > (said.own, coalesce(said.valid_from, '-infinity'::date))
    ORDER BY 1
  ),
  span.opens_minute, span.closes_minute
FROM said JOIN hours_span span ON span.schedule_id = said.id
WHERE span.opens_minute < 1440 AND (said.own OR NOT EXISTS (
  SELECT FROM said always
  WHERE always.person_id = said.person_id AND always.own AND always.valid_from IS NULL AND always.valid_to IS NULL))
GROUP BY said.person_id, said.id, said.own, said.valid_from, said.valid_to, span.opens_minute, span.closes_minute;

UPDATE availability_rule rule SET skipped_dates = rule.skipped_dates || special.dates
FROM (
  SELECT resource_id, array_agg(DISTINCT local_date) AS dates FROM hours_exception
  WHERE resource_id IS NOT NULL GROUP BY resource_id
) special
WHERE special.resource_id = rule.resource_id;

INSERT INTO availability_rule (resource_id, repeat, from_date, dates, starts_minute, ends_minute)
SELECT person.id, 'dates', min(local_date), array_agg(local_date), opens_minute, closes_minute
FROM resource person JOIN hours_exception ON resource_id = person.id
WHERE person.kind = 'person' AND opens_minute < 1440 AND closes_minute > opens_minute
GROUP BY person.id, opens_minute, closes_minute;

DELETE FROM hours_exception USING resource WHERE resource.id = resource_id AND kind = 'person';
DELETE FROM hours_schedule USING resource WHERE resource.id = resource_id AND kind = 'person';
DELETE FROM hours_schedule USING category WHERE category.id = category_id AND kind = 'person';
-- A category of people may still close a day; it no longer opens one.
DELETE FROM hours_exception USING category
WHERE category.id = category_id AND kind = 'person' AND opens_minute IS NOT NULL;

-- Every booking of a person is an appointment.
INSERT INTO appointment (booking_id, resource_id, place_name, directions, chosen_by)
SELECT item.booking_id, resource.id, location.name, resource.directions,
  CASE WHEN booking.cause = 'staff' THEN 'staff' ELSE 'patron' END
FROM booking_item item JOIN booking ON booking.id = item.booking_id
JOIN resource ON resource.id = item.resource_id AND resource.kind = 'person'
JOIN category ON category.id = resource.category_id JOIN location ON location.id = category.location_id
ON CONFLICT DO NOTHING;

DO $$
DECLARE
  named text;
BEGIN
  FOREACH named IN ARRAY ARRAY['availability_rule', 'availability_rule_place', 'absence', 'appointment_place',
    'appointment_kind', 'appointment_settings', 'appointment_group', 'appointment_group_member'] LOOP
    EXECUTE format('CREATE TRIGGER catalogue_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION catalogue_changed()', named);
  END LOOP;
END
$$;

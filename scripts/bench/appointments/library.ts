import pg from 'pg';

/** 330 people with a desk and a place online; groups of three and of thirty; four weeks with appointments and meetings. */
export const PEOPLE = 330;
export const APPOINTMENTS = 40 * PEOPLE;
export const MEETINGS = 60 * PEOPLE;
/** Nothing is booked from here on, within the window. */
export const FREE_FROM_DAYS = 35;

export type Filled = {
  /** `2026-11-22`, local: on which the four weeks begin that visitors look at. */
  dates: readonly string[];
  /** Ten o'clock on a day on which everybody is free, in ISO. */
  freeAt: string;
  locationId: number;
};

/** There every day from nine to five; appointments of half an hour and meetings of an hour, at times that differ. */
export async function fillLibrary(address: string): Promise<Filled> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    await client.query(`
      INSERT INTO library (name, installation_id) VALUES ('Bench', gen_random_uuid());
      INSERT INTO location (name, time_zone) VALUES ('Main', 'America/New_York');
      INSERT INTO category (location_id, kind, name, step_minutes, window_days)
        SELECT id, 'person', 'Librarians', 30, 60 FROM location;
      INSERT INTO appointment_kind (category_id, name, minutes, cleanup_minutes, window_days)
        SELECT id, 'Research help', 30, 5, 60 FROM category;
      INSERT INTO resource (kind, category_id, name, slug, subjects, position)
        SELECT 'person', category.id, 'Person ' || n, 'person-' || n, ARRAY['Subject ' || n % 20], n
        FROM category, generate_series(1, ${PEOPLE}) n;
      INSERT INTO appointment_place (resource_id, kind, name, position)
        SELECT id, kind, kind, position FROM (SELECT id FROM resource) person,
          (VALUES ('desk', 0), ('online', 1)) place (kind, position);
      INSERT INTO availability_rule (resource_id, repeat, from_date, starts_minute, ends_minute)
        SELECT id, 'daily', DATE '2020-01-01', 540, 1020 FROM resource;
      INSERT INTO availability_rule_place (rule_id, place_id)
        SELECT rule.id, place.id FROM availability_rule rule JOIN appointment_place place USING (resource_id);
      INSERT INTO appointment_group (name, slug) VALUES ('Thirty', 'thirty'), ('Three', 'three');
      INSERT INTO appointment_group_member (group_id, resource_id)
        SELECT appointment_group.id, resource.id FROM appointment_group JOIN resource
          ON resource.position <= CASE appointment_group.slug WHEN 'three' THEN 3 ELSE 30 END;
      WITH wanted AS (
        SELECT n, person.id AS resource_id, ((now() AT TIME ZONE 'America/New_York')::date + 1 + (n / ${PEOPLE}) % 28
          + make_interval(hours => (9 + (n * 5 + n / ${PEOPLE}) % 8)::int)) AT TIME ZONE 'America/New_York' AS start
        FROM generate_series(0, ${APPOINTMENTS - 1}) n
        JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS nth FROM resource) person ON nth = n % ${PEOPLE}
      ), apart AS (
        SELECT DISTINCT ON (resource_id, start) * FROM wanted
      ), made AS (
        INSERT INTO booking (public_id, status, patron_name, patron_email, settled_at)
        SELECT 'b' || n, 'confirmed', 'Reader', 'reader' || n % 4000 || '@example.org', now() FROM apart
        RETURNING id, public_id
      ), item AS (
        INSERT INTO booking_item (booking_id, resource_id, starts_at, ends_at)
        SELECT made.id, resource_id, start, start + interval '30 minutes' FROM made JOIN apart ON public_id = 'b' || n
        RETURNING booking_id, resource_id, starts_at, ends_at
      ), kept AS (
        INSERT INTO appointment (booking_id, resource_id) SELECT booking_id, resource_id FROM item
      )
      INSERT INTO occupancy (booking_id, resource_id, starts_at, ends_at)
        SELECT booking_id, resource_id, starts_at, ends_at FROM item;
      -- Meetings read from Outlook; of no link.
      SET session_replication_role = replica;
      INSERT INTO busy_block (link_id, remote_id, resource_id, starts_at, ends_at)
        SELECT 0, n::text, person.id, start, start + interval '1 hour'
        FROM generate_series(0, ${MEETINGS - 1}) n
        JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS nth FROM resource) person ON nth = n % ${PEOPLE}
        CROSS JOIN LATERAL (SELECT ((now() AT TIME ZONE 'America/New_York')::date + 1 + (n / ${PEOPLE}) % 28
          + make_interval(hours => (9 + (n * 3 + n / ${PEOPLE} * 2) % 8)::int)) AT TIME ZONE 'America/New_York' AS start) time;
      SET session_replication_role = origin;
      ANALYZE;`);
    const { rows } = await client.query<{ date: string }>(
      `SELECT ((now() AT TIME ZONE 'America/New_York')::date + n)::text AS date FROM generate_series(0, 6) n`,
    );
    const { rows: free } = await client.query<{ at: Date; id: number }>(
      `SELECT ((now() AT TIME ZONE 'America/New_York')::date + ${FREE_FROM_DAYS} + interval '10 hours')
         AT TIME ZONE 'America/New_York' AS at, id FROM location`,
    );
    const [when] = free;
    if (!when) throw new Error('the library has no location');
    return { dates: rows.map(({ date }) => date), freeAt: when.at.toISOString(), locationId: when.id };
  } finally {
    await client.end();
  }
}

import pg from 'pg';

/** 500 spaces: one large location of 100, in four areas, and sixteen of 25; open 8 to 22; 20,000 bookings in two weeks. */
export const LARGE = 100;
export const SMALL = 25;
export const SMALL_LOCATIONS = 16;
export const BOOKINGS = 20_000;
export const DAYS = 14;

export type Filled = {
  /** The large one first. */
  locationIds: readonly number[];
  spaceIds: readonly number[];
  /** `2026-11-22`, local. */
  dates: readonly string[];
};

/** Bookings of an hour, each on an hour and in a space of its own: whoever books half past the hour meets few of them. */
export async function fillLibrary(address: string): Promise<Filled> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    await client.query(`
      INSERT INTO library (name, installation_id) VALUES ('Bench', gen_random_uuid());
      INSERT INTO location (name, time_zone, position) SELECT 'Location ' || n, 'America/New_York', n
        FROM generate_series(0, ${SMALL_LOCATIONS}) n;
      INSERT INTO hours_schedule (location_id) SELECT id FROM location;
      INSERT INTO hours_span (schedule_id, weekday, opens_minute, closes_minute)
        SELECT hours_schedule.id, weekday, 480, 1320 FROM hours_schedule, generate_series(1, 7) weekday;
      INSERT INTO category (location_id, kind, name) SELECT id, 'space', 'Study rooms' FROM location;
      INSERT INTO resource (kind, category_id, name, capacity, position)
        SELECT 'space', category.id, 'Room ' || n, 1 + n % 12, n FROM category JOIN location ON location.id = location_id,
          generate_series(1, CASE WHEN location.position = 0 THEN ${LARGE} ELSE ${SMALL} END) n;
      WITH place AS (
        SELECT n, 1 + n % ${LARGE + SMALL * SMALL_LOCATIONS} AS nth, n / ${LARGE + SMALL * SMALL_LOCATIONS} AS round
        FROM generate_series(0, ${BOOKINGS - 1}) n
      ), made AS (
        INSERT INTO booking (public_id, status, patron_name, patron_email, settled_at)
        SELECT 'b' || n, 'confirmed', 'Reader ' || n % 4000, 'reader' || n % 4000 || '@example.org', now() FROM place
        RETURNING id, public_id
      ), item AS (
        INSERT INTO booking_item (booking_id, resource_id, starts_at, ends_at)
        SELECT made.id, space.id, start, start + interval '1 hour'
        FROM made JOIN place ON public_id = 'b' || n
        JOIN (SELECT id, row_number() OVER (ORDER BY id) AS nth FROM resource) space USING (nth)
        CROSS JOIN LATERAL (SELECT ((now() AT TIME ZONE 'America/New_York')::date + 1 + (round % ${DAYS})::int
          + make_interval(hours => (8 + (nth * 5 + round / ${DAYS} * 4) % 14)::int)) AT TIME ZONE 'America/New_York' AS start) time
        RETURNING booking_id, resource_id, starts_at, ends_at
      )
      INSERT INTO occupancy (booking_id, resource_id, starts_at, ends_at)
        SELECT booking_id, resource_id, starts_at, ends_at FROM item;
      -- What calendars were busy with: long over, so that it takes no slot, but there to be looked through. Of no link.
      SET session_replication_role = replica;
      INSERT INTO busy_block (link_id, remote_id, resource_id, starts_at, ends_at)
        SELECT 0, n::text, space.id, start, start + interval '1 hour'
        FROM generate_series(1, ${BOOKINGS}) n
        JOIN (SELECT id, row_number() OVER (ORDER BY id) AS nth FROM resource) space
          ON nth = 1 + n % ${LARGE + SMALL * SMALL_LOCATIONS}
        CROSS JOIN LATERAL (SELECT date_trunc('hour', now()) - make_interval(days => 40 + n % 300) AS start) time;
      SET session_replication_role = origin;
      ANALYZE;`);
    const ids = async (sql: string) => (await client.query<{ id: number }>(sql)).rows.map(({ id }) => id);
    const dates = await client.query<{ date: string }>(
      `SELECT ((now() AT TIME ZONE 'America/New_York')::date + n)::text AS date FROM generate_series(1, ${DAYS - 1}) n`,
    );
    return {
      locationIds: await ids('SELECT id FROM location ORDER BY position'),
      spaceIds: await ids('SELECT id FROM resource ORDER BY id'),
      dates: dates.rows.map(({ date }) => date),
    };
  } finally {
    await client.end();
  }
}

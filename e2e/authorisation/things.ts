import { createHash } from 'node:crypto';

export type Sql = <Row extends Record<string, unknown>>(text: string, values?: unknown[]) => Promise<Row[]>;

/** Whose the booking is: nobody who is not told may read it. */
export const PATRON = { name: 'Rosalind Ardent', email: 'rosalind@journey.example', note: 'words for the desk alone' };
export const API_SECRET = 'a secret of the journey';

type Ids = Record<'location' | 'elsewhere' | 'category' | 'space' | 'people' | 'person', number>;
export type Things = Record<string, string | number>;

/** One of each thing that addresses are about, all of the first location; what there was of an earlier run goes. */
export async function makeThings(sql: Sql): Promise<Things> {
  const [here] = await sql<Ids>(
    `SELECT location.id AS location, other.id AS elsewhere, category.id AS category, space.id AS space,
       people.id AS people, person.id AS person
     FROM location JOIN location other ON other.id <> location.id
       JOIN category ON category.location_id = location.id AND category.kind = 'space' AND category.access = 'public'
       JOIN resource space ON space.category_id = category.id AND NOT space.is_container AND space.active
       JOIN category people ON people.location_id = location.id AND people.kind = 'person'
       JOIN resource person ON person.category_id = people.id AND person.slug IS NOT NULL
     ORDER BY space.id, other.id LIMIT 1`,
  );
  if (!here) throw new Error('the demo has no location with spaces and people');
  await removeThings(sql);
  const one = async (text: string, values: unknown[] = []): Promise<number> => {
    const [row] = await sql<{ id: number }>(`${text} RETURNING id`, values);
    return row?.id ?? 0;
  };
  const admin = `(SELECT id FROM person WHERE email = 'admin@library.example')`;
  const booking = await one(
    `INSERT INTO booking (public_id, status, patron_name, patron_email, note, answers)
     VALUES ('jrnybook', 'confirmed', $1, $2, $3, '[]')`,
    [PATRON.name, PATRON.email, PATRON.note],
  );
  await sql(
    `INSERT INTO booking_item (booking_id, resource_id, starts_at, ends_at)
     VALUES ($1, $2, date_trunc('hour', now()) + interval '3 years', date_trunc('hour', now()) + interval '3 years 1 hour')`,
    [booking, here.space],
  );
  const hold = await one(
    `INSERT INTO booking (public_id, status, patron_name, patron_email, hold_until)
     VALUES ('jrnyhold', 'hold', '', '', now() + interval '1 hour')`,
  );
  await sql(`INSERT INTO hold (booking_id, visitor) VALUES ($1, 'another visitor')`, [hold]);
  const series = await one(`INSERT INTO booking_series (rule, state, created_by_id) VALUES ('{}', 'done', ${admin})`);
  await sql('UPDATE booking SET series_id = $1 WHERE id = $2', [series, booking]);
  const connection = await one(
    `INSERT INTO sync_connection (purpose, owner_id, tenant_id, principal_oid, principal_name, scopes)
     VALUES ('rooms', ${admin}, 'tenant', 'journey', 'rooms@library.example', '{}')`,
  );
  return {
    ...here,
    locationId: here.location,
    spaceId: here.space,
    publicId: 'jrnybook',
    seriesId: series,
    linkId: await one(
      `INSERT INTO calendar_link (connection_id, resource_id, mailbox_oid, mailbox_address, calendar_id, calendar_name, state)
       VALUES ($1, $2, 'journey', 'room@library.example', 'calendar', 'Calendar', 'paused')`,
      [connection, here.space],
    ),
    changeId: await one(
      `INSERT INTO hours_change (location_id, change, state, created_by_id) VALUES ($1, '{"kind": "inherit"}', 'done', ${admin})`,
      [here.location],
    ),
    kindId: await one(
      `INSERT INTO appointment_kind (category_id, name, minutes, position) VALUES ($1, 'Journey', 30, 99)`,
      [here.people],
    ),
    placeId: await one(
      `INSERT INTO appointment_place (resource_id, kind, name, position, active) VALUES ($1, 'desk', 'Journey', 99, false)`,
      [here.person],
    ),
    absenceId: await one(
      `INSERT INTO absence (resource_id, from_date, to_date) VALUES ($1, now() + interval '2 years', now() + interval '2 years')`,
      [here.person],
    ),
    ruleId:
      (await sql<{ id: number }>('SELECT id FROM availability_rule WHERE resource_id = $1', [here.person]))[0]?.id ?? 0,
    featureId: (await sql<{ id: number }>('SELECT id FROM feature LIMIT 1'))[0]?.id ?? 0,
    slug: (await sql<{ slug: string }>('SELECT slug FROM resource WHERE id = $1', [here.person]))[0]?.slug ?? '',
    webhookId: await one(
      `INSERT INTO webhook (name, url, events, secret_enc, active) VALUES ('Journey', 'https://site.example', '{}', '', false)`,
    ),
    clientId: await one(
      `INSERT INTO api_client (name, secret_hash, scopes, tokens_valid_from) VALUES ('Journey', $1, '{h_r}', now() - interval '1 minute')`,
      [createHash('sha256').update(API_SECRET).digest('base64url')],
    ),
  };
}

/** Other journeys find the library without them. */
export async function removeThings(sql: Sql): Promise<void> {
  await sql(`DELETE FROM booking WHERE patron_email = $1 OR public_id IN ('jrnyhold', 'jrnybook')`, [PATRON.email]);
  for (const table of ['appointment_kind', 'appointment_place', 'webhook', 'api_client'])
    await sql(`DELETE FROM ${table} WHERE name = 'Journey'`);
  await sql(`DELETE FROM absence WHERE from_date > now() + interval '1 year'`);
}

/** An account with the demo's password; `at`: the only location that the role counts for. */
export async function makeAccount(sql: Sql, role: string, email: string, at?: string | number): Promise<void> {
  await sql(
    `INSERT INTO person (name, email, role, password_hash) SELECT $1, $1, $2::role, password_hash FROM person
     WHERE email = 'admin@library.example' ON CONFLICT (email) DO UPDATE SET role = EXCLUDED.role`,
    [email, role],
  );
  await sql('DELETE FROM person_location WHERE person_id = (SELECT id FROM person WHERE email = $1)', [email]);
  if (at) await sql('INSERT INTO person_location SELECT id, $2 FROM person WHERE email = $1', [email, at]);
}

import pg from 'pg';

/** As many as a web process has. */
const CONNECTIONS = 10;

export type Slot = { spaceId: number; start: Date; end: Date };

/**
 * What a reservation leaves behind and nothing else: booking, item, occupancy under the same constraint, a mail in the outbox,
 * in one transaction by the bare driver. No rule is asked, nothing is read, nobody is known. Returns how many a second.
 */
export async function bareInserts(address: string, slots: readonly Slot[], clients: number): Promise<number> {
  const pool = new pg.Pool({ connectionString: address, max: CONNECTIONS });
  const open = [...slots];
  const made: string[] = [];
  const one = async () => {
    for (let slot = open.pop(); slot; slot = open.pop()) made.push(await insert(pool, slot, made.length));
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: clients }, one));
  const seconds = (performance.now() - began) / 1_000;
  await pool.end();
  return slots.length / seconds;
}

async function insert(pool: pg.Pool, { spaceId, start, end }: Slot, n: number): Promise<string> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<{ id: number }>({
      name: 'booking',
      text: `INSERT INTO booking (public_id, status, patron_name, patron_email, settled_at)
        VALUES ($1, 'confirmed', 'Rosa Reader', $2, now()) RETURNING id`,
      values: [`bare${spaceId}x${start.getTime()}`, `bare${n}@example.org`],
    });
    const id = rows[0]?.id;
    const values = [id, spaceId, start, end];
    const columns = '(booking_id, resource_id, starts_at, ends_at) VALUES ($1, $2, $3, $4)';
    await client.query({ name: 'item', text: `INSERT INTO booking_item ${columns}`, values });
    await client.query({ name: 'occupancy', text: `INSERT INTO occupancy ${columns}`, values });
    const mail = JSON.stringify({ template: 'booking_confirmed', bookingId: id });
    await client.query({
      name: 'mail',
      text: `INSERT INTO pgboss.job (name, data) VALUES ('mail', $1)`,
      values: [mail],
    });
    await client.query('COMMIT');
    return String(id);
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

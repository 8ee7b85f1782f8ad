import pg from 'pg';

/** Tells when rows come to stand as they should, without asking for them over and over, which would cost what is measured. */
export type Watch = {
  /** When the row of that key was committed (`performance.now()`). Throws after a minute. */
  seen(key: string): Promise<number>;
  close(): Promise<void>;
};

/** `key` and `condition` are SQL over NEW, the row as it was just written. */
export async function watchRows(
  databaseUrl: string,
  { table, key, condition }: { table: string; key: string; condition: string },
): Promise<Watch> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`
    CREATE FUNCTION bench_tell() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_notify('bench_rows', (${key})::text); RETURN NULL; END $$;
    CREATE TRIGGER bench_tell AFTER INSERT OR UPDATE ON ${table} FOR EACH ROW WHEN (${condition})
      EXECUTE FUNCTION bench_tell();`);
  const came = new Map<string, number>();
  const waiting = new Map<string, (at: number) => void>();
  client.on('notification', ({ payload = '' }) => {
    const at = performance.now();
    came.set(payload, at);
    waiting.get(payload)?.(at);
  });
  await client.query('LISTEN bench_rows');
  return {
    seen: (wanted) => {
      const at = came.get(wanted);
      if (at !== undefined) return Promise.resolve(at);
      return new Promise((resolve, reject) => {
        waiting.set(wanted, resolve);
        setTimeout(() => reject(new Error(`waited for ${table} ${wanted} in vain`)), 60_000).unref();
      });
    },
    close: () => client.end(),
  };
}

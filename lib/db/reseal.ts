import { ALERT_HOOK } from '@/lib/db/alert-settings';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { INTEGRATION_SECRET } from '@/lib/db/integration';
import { OIDC_SECRET } from '@/lib/db/oidc-provider';
import { PREFLIGHT_TOKENS } from '@/lib/db/preflight';
import { ENTRA_SECRET } from '@/lib/db/sign-in-provider';
import { isSealedWithNewest, reseal } from '@/lib/seal';
import { WEBHOOK_SECRET } from '@/lib/webhook-secret';

/**
 * Every column that holds a sealed value: what names a row, and for what each value was sealed. A new one belongs here too; the
 * test reads the schema and compares.
 */
const SEALED = [
  { table: 'integration', column: 'secret_enc', key: 'id', purpose: () => INTEGRATION_SECRET },
  { table: 'integration', column: 'next_enc', key: 'id', purpose: () => INTEGRATION_SECRET },
  { table: 'sign_in_provider', column: 'secret_enc', key: 'id', purpose: () => ENTRA_SECRET },
  { table: 'oidc_provider', column: 'secret_enc', key: 'id', purpose: () => OIDC_SECRET },
  { table: 'sync_connection', column: 'token_enc', key: 'id', purpose: (id) => `connection:${id}` },
  { table: 'subscription', column: 'farewell_enc', key: 'id', purpose: (id) => `farewell:${id}` },
  {
    table: 'delta_cursor',
    column: 'delta_link_enc',
    key: `link_id || '.' || generation`,
    purpose: (id) => `delta:${id.split('.')[0]}`,
  },
  { table: 'connect_attempt', column: 'secret_enc', key: 'state_hash', purpose: (id) => `connect-attempt:${id}` },
  { table: 'webhook', column: 'secret_enc', key: 'id', purpose: () => WEBHOOK_SECRET },
  { table: 'alert_setting', column: 'hook_enc', key: 'id', purpose: () => ALERT_HOOK },
  { table: 'preflight', column: 'token_enc', key: 'id', purpose: () => PREFLIGHT_TOKENS },
] as const satisfies { table: string; column: string; key: string; purpose: (key: string) => string }[];

export const sealedColumns = (): string[] => SEALED.map(({ table, column }) => `${table}.${column}`);

export type Resealed = {
  column: string;
  /** Sealed anew with the newest key. */
  resealed: number;
  /** Sealed with it already. */
  kept: number;
  /** By a key that SEALING_KEYS does not list, or changed: they stay as they are. */
  unreadable: number;
};

const BATCH = 50;

type Row = { key: string; value: string };

/**
 * Seals everything with the first of SEALING_KEYS, while the others still open what is not reached yet: web and worker go
 * on meanwhile. Batch by batch, each value by itself and only if nobody has stored another meanwhile, so it may be broken
 * off at any point and run again.
 */
export async function resealAll(tell: (done: Resealed) => void = () => {}): Promise<Resealed[]> {
  const all: Resealed[] = [];
  for (const column of SEALED) {
    const done = await resealColumn(column);
    tell(done);
    all.push(done);
  }
  return all;
}

async function resealColumn({ table, column, key, purpose }: (typeof SEALED)[number]): Promise<Resealed> {
  const [of, name, id] = [
    Prisma.raw(`"${table}"`),
    Prisma.raw(`"${column}"`),
    Prisma.raw(`(${key})::text COLLATE "C"`),
  ];
  const done: Resealed = { column: `${table}.${column}`, resealed: 0, kept: 0, unreadable: 0 };
  for (let after = ''; ; ) {
    const rows = await db().$queryRaw<Row[]>`
      SELECT ${id} AS key, ${name} AS value FROM ${of} WHERE ${name} IS NOT NULL AND ${id} > ${after}
      ORDER BY 1 LIMIT ${BATCH}`;
    for (const { key: at, value } of rows) {
      const outcome = await resealOne(
        value,
        purpose(at),
        (fresh) => db().$executeRaw`UPDATE ${of} SET ${name} = ${fresh} WHERE ${id} = ${at} AND ${name} = ${value}`,
      );
      done[outcome] += 1;
    }
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return done;
    after = last.key;
  }
}

async function resealOne(
  value: string,
  purpose: string,
  write: (fresh: string) => Promise<number>,
): Promise<'resealed' | 'kept' | 'unreadable'> {
  if (isSealedWithNewest(value)) return 'kept';
  const fresh = reseal(value, purpose);
  if (fresh === null) return 'unreadable';
  await write(fresh);
  return 'resealed';
}

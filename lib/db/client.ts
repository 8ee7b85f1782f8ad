import { PrismaPg } from '@prisma/adapter-pg';
import { type Prisma, PrismaClient } from '@/lib/db/generated/client';
import { nextStep } from '@/lib/db/idempotency';
import { createStatementNames } from '@/lib/db/statement-names';
import { env } from '@/lib/env';
import { type Result, refuse } from '@/lib/result';

/** What a use case hands on: the open transaction. Every function of this room takes it as its first argument. */
export type Tx = Prisma.TransactionClient;

const kept = globalThis as unknown as { carrelDb?: PrismaClient; carrelTokenDb?: PrismaClient };

const adapterFor = (max: number) =>
  new PrismaPg({ connectionString: env().DATABASE_URL, max }, { statementNameGenerator: createStatementNames() });

/** The pool of this process. Reads outside a transaction may pass it where a {@link Tx} is asked for. */
export function db(): PrismaClient {
  kept.carrelDb ??= new PrismaClient({
    adapter: adapterFor(10),
  });
  return kept.carrelDb;
}

/** Few connections of their own for refreshing tokens, which waits for Microsoft: nobody else waits with it (sync-design §10). */
function tokenDb(): PrismaClient {
  kept.carrelTokenDb ??= new PrismaClient({
    adapter: adapterFor(3),
  });
  return kept.carrelTokenDb;
}

export async function closeDb(): Promise<void> {
  await kept.carrelDb?.$disconnect();
  await kept.carrelTokenDb?.$disconnect();
  kept.carrelDb = undefined;
  kept.carrelTokenDb = undefined;
}

/** The SQLSTATE of a database error, wherever Prisma and its adapter have put it. */
export function sqlState(error: unknown): string | undefined {
  const seen = error as {
    meta?: { driverAdapterError?: { cause?: { originalCode?: string } } };
    cause?: { originalCode?: string };
  };
  return seen?.meta?.driverAdapterError?.cause?.originalCode ?? seen?.cause?.originalCode;
}

const EXCLUSION_VIOLATION = '23P01';
const RETRYABLE = new Set(['40001', '40P01']);
const TRIES = 5;

class Refused extends Error {
  constructor(readonly answer: Extract<Result<unknown>, { ok: false }>) {
    super('refused');
  }
}

/**
 * One transaction. A refusal rolls back and is returned; the exclusion constraint's own no (`occupancy_no_overlap`)
 * becomes `slot_taken`; deadlocks are tried again. No call to Microsoft, and no other network call, belongs inside. Of a
 * request with an idempotency key it is done once: asked again, it answers what it came to (lib/db/idempotency).
 */
export async function inTransaction<T>(work: (tx: Tx) => Promise<Result<T>>): Promise<Result<T>> {
  const step = nextStep();
  if (step?.known) return { ok: true, value: step.known.value as T };
  for (let attempt = 1; ; attempt++) {
    try {
      return await db().$transaction(
        async (tx) => {
          const answer = await work(tx);
          if (!answer.ok) throw new Refused(answer);
          await step?.keep(tx, answer.value);
          return answer;
        },
        { maxWait: 10_000, timeout: 15_000 },
      );
    } catch (error) {
      if (error instanceof Refused) return error.answer as Result<T>;
      const state = sqlState(error);
      if (state === EXCLUSION_VIOLATION) return refuse({ code: 'slot_taken' });
      if (!state || !RETRYABLE.has(state) || attempt >= TRIES) throw error;
    }
  }
}

class Rehearsed<T> extends Error {
  constructor(readonly answer: T) {
    super('rehearsed');
  }
}

/** What would be, had `work` been done: its answer, and nothing of what it wrote. */
export async function rehearse<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await db().$transaction(
      async (tx): Promise<T> => {
        throw new Rehearsed(await work(tx));
      },
      { maxWait: 10_000, timeout: 15_000 },
    );
  } catch (error) {
    if (error instanceof Rehearsed) return error.answer as T;
    throw error;
  }
}

/** The one transaction that may ask Microsoft: the token endpoint, with nothing but the connection's row locked. */
export const tokenTransaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  tokenDb().$transaction(work, { maxWait: 20_000, timeout: 20_000 });

/** A transaction that has nothing to refuse. */
export async function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const answer = await inTransaction(async (tx) => ({ ok: true, value: await work(tx) }));
  if (!answer.ok) throw new Error(`refused inside a transaction that cannot refuse: ${answer.refusal.code}`);
  return answer.value;
}

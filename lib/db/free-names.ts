import { randomUUID } from 'node:crypto';
import type { Tx } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';

const TABLES = {
  ...{ locations: Prisma.raw('location'), zones: Prisma.raw('zone'), categories: Prisma.raw('category') },
  ...{ features: Prisma.raw('feature'), groups: Prisma.raw('patron_group'), spaces: Prisma.raw('resource') },
} as const;

/** What is about to be renamed lets go of its name first, so that two may change theirs for one another's. */
export async function freeNames(tx: Tx, table: keyof typeof TABLES, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.$executeRaw`UPDATE ${TABLES[table]} SET name = ${randomUUID()} || id WHERE id = ANY(${[...ids]}::int[])`;
}

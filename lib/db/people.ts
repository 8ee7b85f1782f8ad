import type { Tx } from '@/lib/db/client';
import { OIDC } from '@/lib/db/oidc-provider';
import { ENTRA } from '@/lib/db/sign-in';

export type PersonRow = {
  id: number;
  name: string;
  email: string;
  role: 'admin' | 'staff' | 'patron';
  locale: string;
  disabledAt: Date | null;
  sessionsValidFrom: Date;
};

const columns = {
  ...{ id: true, name: true, email: true, role: true, locale: true },
  ...{ disabledAt: true, sessionsValidFrom: true },
} as const;

export async function personById(tx: Tx, id: number): Promise<PersonRow | null> {
  return tx.person.findUnique({ where: { id }, select: columns });
}

export async function personByEmail(tx: Tx, email: string): Promise<PersonRow | null> {
  return tx.person.findUnique({ where: { email: email.toLowerCase() }, select: columns });
}

export async function createPerson(
  tx: Tx,
  person: { name: string; email: string; role: 'admin' | 'staff' | 'patron'; passwordHash?: string; locale?: string },
  now: Date,
): Promise<PersonRow> {
  const email = person.email.toLowerCase();
  return tx.person.create({ data: { ...person, email, sessionsValidFrom: now }, select: columns });
}

/** For checking a password only; the hash goes nowhere else. */
export async function passwordHashByEmail(
  tx: Tx,
  email: string,
): Promise<{ id: number; passwordHash: string | null; disabledAt: Date | null } | null> {
  return tx.person.findUnique({
    where: { email: email.toLowerCase() },
    select: { id: true, passwordHash: true, disabledAt: true },
  });
}

/** A new password ends every session begun before. */
export async function setPassword(tx: Tx, id: number, passwordHash: string, now: Date): Promise<void> {
  await tx.person.update({ where: { id }, data: { passwordHash, sessionsValidFrom: now } });
}

export async function setRole(tx: Tx, id: number, role: PersonRow['role']): Promise<void> {
  await tx.person.update({ where: { id }, data: { role } });
}

export type ListedPerson = {
  id: number;
  name: string;
  email: string;
  role: 'admin' | 'staff' | 'patron';
  disabledAt: Date | null;
  /** How this person signs in, beside e-mail links, which everybody may use. */
  hasPassword: boolean;
  hasMicrosoft: boolean;
  hasOidc: boolean;
  resource: { id: number; name: string; slug: string | null } | null;
};

/** Staff first; patrons up to `limit`, newest first. */
export async function listPeople(tx: Tx, limit: number): Promise<ListedPerson[]> {
  const rows = await tx.person.findMany({
    orderBy: [{ role: 'asc' }, { name: 'asc' }, { id: 'asc' }],
    take: limit,
    select: {
      ...columns,
      passwordHash: true,
      identities: { select: { provider: true } },
      resource: { select: { id: true, name: true, slug: true } },
    },
  });
  return rows.map(({ id, name, email, role, disabledAt, passwordHash, identities, resource }) => ({
    ...{ id, name, email, role, disabledAt, resource },
    hasPassword: passwordHash !== null,
    hasMicrosoft: identities.some(({ provider }) => provider === ENTRA),
    hasOidc: identities.some(({ provider }) => provider === OIDC),
  }));
}

export type FoundAccount = { id: number; name: string; email: string };

/** Accounts that may be used, by letters of name or address, in order of name. */
export const accountsLike = (tx: Tx, letters: string, take: number): Promise<FoundAccount[]> =>
  tx.person.findMany({
    where: {
      disabledAt: null,
      OR: [{ name: { contains: letters, mode: 'insensitive' } }, { email: { contains: letters, mode: 'insensitive' } }],
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take,
    select: { id: true, name: true, email: true },
  });

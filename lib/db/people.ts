import type { Tx } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import { OIDC } from '@/lib/db/oidc-provider';
import { ENTRA } from '@/lib/db/sign-in-provider';

export type PersonRole = 'admin' | 'manager' | 'staff' | 'mediator' | 'read_only' | 'patron';

export type PersonRow = {
  id: number;
  name: string;
  email: string;
  role: PersonRole;
  /** Where the role counts; none: everywhere. */
  locations: number[];
  locale: string;
  disabledAt: Date | null;
  sessionsValidFrom: Date;
};

const columns = {
  ...{ id: true, name: true, email: true, role: true, locale: true },
  ...{ disabledAt: true, sessionsValidFrom: true },
  locations: { select: { locationId: true }, orderBy: { locationId: 'asc' } },
} as const satisfies Prisma.PersonSelect;

const asRow = ({ locations, ...row }: Prisma.PersonGetPayload<{ select: typeof columns }>): PersonRow => ({
  ...row,
  locations: locations.map(({ locationId }) => locationId),
});

export async function personById(tx: Tx, id: number): Promise<PersonRow | null> {
  const row = await tx.person.findUnique({ where: { id }, select: columns });
  return row && asRow(row);
}

export async function personByEmail(tx: Tx, email: string): Promise<PersonRow | null> {
  const row = await tx.person.findUnique({ where: { email: email.toLowerCase() }, select: columns });
  return row && asRow(row);
}

export async function createPerson(
  tx: Tx,
  person: { name: string; email: string; role: PersonRole; passwordHash?: string; locale?: string },
  now: Date,
): Promise<PersonRow> {
  const email = person.email.toLowerCase();
  return asRow(await tx.person.create({ data: { ...person, email, sessionsValidFrom: now }, select: columns }));
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
  role: PersonRole;
  disabledAt: Date | null;
  /** How this person signs in, beside e-mail links, which everybody may use. */
  hasPassword: boolean;
  hasMicrosoft: boolean;
  hasOidc: boolean;
  resource: { id: number; name: string; slug: string | null } | null;
  /** Where the role counts; none: everywhere. */
  locationNames: string[];
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
      locations: { select: { location: { select: { name: true } } }, orderBy: { locationId: 'asc' } },
    },
  });
  return rows.map(({ id, name, email, role, disabledAt, passwordHash, identities, resource, locations }) => ({
    ...{ id, name, email, role, disabledAt, resource },
    locationNames: locations.map(({ location }) => location.name),
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

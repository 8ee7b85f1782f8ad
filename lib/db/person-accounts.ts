import type { Tx } from '@/lib/db/client';
import { type PersonRole, type PersonRow, personById } from '@/lib/db/people';

/** An account as admins see it. */
export type AccountRow = Omit<PersonRow, 'sessionsValidFrom'> & {
  createdAt: Date;
  lastSeenAt: Date;
  hasPassword: boolean;
  /** Providers that have vouched for them, since when. */
  identities: { provider: string; since: Date }[];
  page: { id: number; name: string } | null;
};

export async function accountById(tx: Tx, id: number): Promise<AccountRow | null> {
  const [person, more] = [
    await personById(tx, id),
    await tx.person.findUnique({
      where: { id },
      select: {
        ...{ createdAt: true, lastSeenAt: true, passwordHash: true },
        identities: { select: { provider: true, createdAt: true }, orderBy: { createdAt: 'asc' } },
        resource: { select: { id: true, name: true } },
      },
    }),
  ];
  if (!person || !more) return null;
  const { sessionsValidFrom: _, ...row } = person;
  const { passwordHash, identities, resource, createdAt, lastSeenAt } = more;
  return {
    ...{ ...row, createdAt, lastSeenAt, hasPassword: passwordHash !== null, page: resource },
    identities: identities.map(({ provider, createdAt: since }) => ({ provider, since })),
  };
}

/** Waits for whoever changes it now. */
export async function lockPerson(tx: Tx, id: number): Promise<PersonRow | null> {
  await tx.$queryRaw`SELECT id FROM person WHERE id = ${id} FOR UPDATE`;
  return personById(tx, id);
}

/** Locations that are none are left out. */
export async function writePerson(
  tx: Tx,
  id: number,
  { name, role, locations }: { name: string; role: PersonRole; locations: readonly number[] },
): Promise<void> {
  await tx.person.update({ where: { id }, data: { name, role } });
  const known = await tx.location.findMany({ where: { id: { in: [...locations] } }, select: { id: true } });
  await tx.personLocation.deleteMany({ where: { personId: id } });
  await tx.personLocation.createMany({ data: known.map(({ id: locationId }) => ({ personId: id, locationId })) });
}

export const setDisabled = (tx: Tx, id: number, at: Date | null) =>
  tx.person.update({ where: { id }, data: { disabledAt: at } });

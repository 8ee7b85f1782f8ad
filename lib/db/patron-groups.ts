import type { Tx } from '@/lib/db/client';

export type PatronGroupRecord = {
  id: number;
  name: string;
  domains: string[];
  /** Addresses, lower case. */
  members: string[];
  /** Names of the locations, categories and spaces that are kept for it and others. */
  places: string[];
};

/** All groups by name, or the one that is asked for. */
export async function patronGroups(tx: Tx, id?: number): Promise<PatronGroupRecord[]> {
  const named = { select: { name: true } };
  const rows = await tx.patronGroup.findMany({
    where: { id },
    orderBy: { name: 'asc' },
    select: {
      ...{ id: true, name: true, domains: true },
      members: { select: { email: true }, orderBy: { email: 'asc' } },
      allowances: { select: { location: named, category: named, resource: named }, orderBy: { id: 'asc' } },
    },
  });
  return rows.map(({ members, allowances, ...group }) => ({
    ...group,
    members: members.map(({ email }) => email),
    places: allowances.flatMap(({ location, category, resource }) => (location ?? category ?? resource)?.name ?? []),
  }));
}

export async function patronGroup(tx: Tx, id: number): Promise<PatronGroupRecord | null> {
  const [found] = await patronGroups(tx, id);
  return found ?? null;
}

/** Names and domains as given, members replaced. */
export async function writePatronGroup(
  tx: Tx,
  given: number | null,
  { name, domains, members }: Pick<PatronGroupRecord, 'name' | 'domains' | 'members'>,
): Promise<number> {
  const data = { name, domains };
  const { id } = given
    ? await tx.patronGroup.update({ where: { id: given }, data })
    : await tx.patronGroup.create({ data });
  await tx.patronGroupMember.deleteMany({ where: { groupId: id } });
  await tx.patronGroupMember.createMany({ data: members.map((email) => ({ groupId: id, email })) });
  return id;
}

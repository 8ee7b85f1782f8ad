import type { PersonSlots } from '@/lib/usecases/view-person-slots';

type Place = { from?: string; kindId?: number | null; placeId?: number | null };

/** The person's page as it is, but for what is named. */
export function addressOf(
  { person, offering, kind, placeId, group, subject, from }: PersonSlots,
  other: Place,
): string {
  const kindId = other.kindId === undefined ? kind.id : other.kindId;
  const query = new URLSearchParams({ from: other.from ?? from });
  if (kindId !== null && offering.kinds.length > 1) query.set('kindId', String(kindId));
  const where = other.placeId === undefined ? placeId : other.placeId;
  if (where !== null) query.set('placeId', String(where));
  if (group) query.set('group', group);
  if (subject) query.set('subject', subject);
  return `/appointments/${person.slug}?${query}`;
}

import type { Tx } from '@/lib/db/client';

/** What the log speaks of by its number. */
export type ThingKind =
  | 'account'
  | 'resource'
  | 'location'
  | 'category'
  | 'zone'
  | 'feature'
  | 'patron_group'
  | 'appointment_group'
  | 'kind'
  | 'link'
  | 'booking'
  | 'series'
  | 'conflict'
  | 'ban'
  | 'api_client'
  | 'webhook'
  | 'calendar_feed'
  | 'invitation'
  | 'connection'
  | 'appointment_place'
  | 'availability_rule'
  | 'absence'
  | 'question';

/** Which page shows it, as far as one does. */
export type ThingPage =
  | 'account'
  | 'space'
  | 'person'
  | 'location'
  | 'spaceCategory'
  | 'peopleCategory'
  | 'feature'
  | 'patronGroup'
  | 'appointmentGroup'
  | 'kind'
  | 'link'
  | 'booking'
  | 'series'
  | 'conflict'
  | 'bans'
  | 'client'
  | 'webhook'
  | 'feeds'
  | 'people'
  | 'accounts'
  | 'availability';

/** A thing that is still there. `key`: what its page's address names it by. */
export type NamedThing = { name: string; page: ThingPage | null; key: number | string };
export type Thing = { kind: ThingKind; id: number };

type Found = NamedThing & { id: number };
type Read = (tx: Tx, id: { in: number[] }) => Promise<Found[]>;

const NAME = { id: true, name: true } as const;
const OF_RESOURCE = { id: true, resource: { select: { id: true, name: true } } } as const;

type Owned = { id: number; resource: { id: number; name: string } };
const hours = ({ id, resource }: Owned): Found => ({ id, name: resource.name, page: 'availability', key: resource.id });
const at =
  (page: ThingPage) =>
  ({ id, name }: { id: number; name: string }): Found => ({ id, name, page, key: id });

/** How each kind is read; together, by numbers. */
export const READ: Record<ThingKind, Read> = {
  account: async (tx, id) => (await tx.person.findMany({ where: { id }, select: NAME })).map(at('account')),
  resource: async (tx, id) =>
    (await tx.resource.findMany({ where: { id }, select: { ...NAME, kind: true } })).map((one) => at(one.kind)(one)),
  location: async (tx, id) => (await tx.location.findMany({ where: { id }, select: NAME })).map(at('location')),
  category: async (tx, id) =>
    (await tx.category.findMany({ where: { id }, select: { ...NAME, kind: true } })).map((one) =>
      at(one.kind === 'space' ? 'spaceCategory' : 'peopleCategory')(one),
    ),
  zone: async (tx, id) =>
    (await tx.zone.findMany({ where: { id }, select: { ...NAME, locationId: true } })).map(
      ({ locationId, ...one }): Found => ({ ...one, page: 'location', key: locationId }),
    ),
  feature: async (tx, id) => (await tx.feature.findMany({ where: { id }, select: NAME })).map(at('feature')),
  patron_group: async (tx, id) =>
    (await tx.patronGroup.findMany({ where: { id }, select: NAME })).map(at('patronGroup')),
  appointment_group: async (tx, id) =>
    (await tx.appointmentGroup.findMany({ where: { id }, select: NAME })).map(at('appointmentGroup')),
  kind: async (tx, id) => (await tx.appointmentKind.findMany({ where: { id }, select: NAME })).map(at('kind')),
  link: async (tx, id) =>
    (await tx.calendarLink.findMany({ where: { id }, select: OF_RESOURCE })).map((one) =>
      at('link')({ id: one.id, name: one.resource.name }),
    ),
  booking: async (tx, id) =>
    (await tx.booking.findMany({ where: { id }, select: { id: true, publicId: true } })).map(
      (one): Found => ({ id: one.id, name: one.publicId, page: 'booking', key: one.publicId }),
    ),
  series: async (tx, id) =>
    (await tx.bookingSeries.findMany({ where: { id }, select: { id: true } })).map((one) =>
      at('series')({ ...one, name: '' }),
    ),
  conflict: async (tx, id) =>
    (await tx.syncConflict.findMany({ where: { id }, select: { ...OF_RESOURCE, state: true } })).map(
      ({ state, ...one }): Found => ({
        ...{ id: one.id, name: one.resource.name, key: one.id },
        page: state === 'open' ? 'conflict' : null,
      }),
    ),
  ban: async (tx, id) =>
    (
      await tx.ban.findMany({ where: { id }, select: { id: true, email: true, person: { select: { name: true } } } })
    ).map((one) => at('bans')({ id: one.id, name: one.person?.name ?? one.email })),
  api_client: async (tx, id) => (await tx.apiClient.findMany({ where: { id }, select: NAME })).map(at('client')),
  webhook: async (tx, id) => (await tx.webhook.findMany({ where: { id }, select: NAME })).map(at('webhook')),
  calendar_feed: async (tx, id) => (await tx.calendarFeed.findMany({ where: { id }, select: NAME })).map(at('feeds')),
  invitation: async (tx, id) =>
    (await tx.invitation.findMany({ where: { id }, select: { id: true, email: true } })).map((one) =>
      at('people')({ id: one.id, name: one.email }),
    ),
  connection: async (tx, id) =>
    (await tx.syncConnection.findMany({ where: { id }, select: { id: true, principalName: true } })).map((one) =>
      at('accounts')({ id: one.id, name: one.principalName }),
    ),
  appointment_place: async (tx, id) =>
    (await tx.appointmentPlace.findMany({ where: { id }, select: { ...NAME, resourceId: true } })).map(
      ({ resourceId, ...one }): Found => ({ ...one, page: 'availability', key: resourceId }),
    ),
  availability_rule: async (tx, id) =>
    (await tx.availabilityRule.findMany({ where: { id }, select: OF_RESOURCE })).map(hours),
  absence: async (tx, id) => (await tx.absence.findMany({ where: { id }, select: OF_RESOURCE })).map(hours),
  question: async (tx, id) =>
    (
      await tx.question.findMany({
        where: { id },
        select: {
          id: true,
          label: true,
          kindId: true,
          resourceId: true,
          category: { select: { id: true, kind: true } },
        },
      })
    ).map(({ label, category, kindId, resourceId, ...one }): Found => {
      if (category)
        return {
          ...one,
          name: label,
          page: category.kind === 'space' ? 'spaceCategory' : 'peopleCategory',
          key: category.id,
        };
      return { ...one, name: label, page: kindId ? 'kind' : 'space', key: kindId ?? resourceId ?? 0 };
    }),
};

/** A statement takes so many numbers. */
const AT_ONCE = 10_000;

/** Their names of today, by `kind:id`; whatever is gone is missing. A query a kind, however many there are. */
export async function namedThings(tx: Tx, things: readonly Thing[]): Promise<Map<string, NamedThing>> {
  const ids = new Map<ThingKind, Set<number>>();
  for (const { kind, id } of things) ids.set(kind, (ids.get(kind) ?? new Set()).add(id));
  const names = new Map<string, NamedThing>();
  for (const [kind, wanted] of ids) {
    const all = [...wanted];
    for (let from = 0; from < all.length; from += AT_ONCE)
      for (const { id, ...thing } of await READ[kind](tx, { in: all.slice(from, from + AT_ONCE) }))
        names.set(`${kind}:${id}`, thing);
  }
  return names;
}

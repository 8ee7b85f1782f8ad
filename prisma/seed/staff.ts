import type { Tx } from '@/lib/db/client';
import { groups, offerings, peopleCategories, type SeedKind, type SeedOffering } from './appointments';
import { staff } from './people';
import { dailyLimit } from './place';

/** The staff, each with a page at /appointments/{slug}: when they are there, what they offer and where; then their groups. */
export async function seedStaff(tx: Tx, passwordHash: string, today: string): Promise<void> {
  const elsewhere = peopleCategories.flatMap(({ people }) => people ?? []);
  const idOf = new Map<string, number>();
  for (const { name, location, description, kinds, people, weekdays, directions } of peopleCategories) {
    const { id: locationId } = await tx.location.findUniqueOrThrow({ where: { name: location } });
    const category = await tx.category.create({
      data: {
        ...{ locationId, kind: 'person', name, description, picture: 'reading-hall', position: 90 },
        ...{ stepMinutes: 30, minMinutes: 30, maxMinutes: 60, defaultMinutes: 30 },
        ...{ minNoticeMinutes: 60, windowDays: 28, cleanupMinutes: 0, cancelByMinutes: 60 },
        ...{ limits: { create: dailyLimit(120) }, kinds: { create: kinds.map(kindRow) } },
      },
    });
    for (const [index, one] of staff.entries()) {
      if (people ? !people.includes(one.slug) : elsewhere.includes(one.slug)) continue;
      const { email, slug, subjects, about } = one;
      const person = await tx.person.create({ data: { email, name: one.name, role: 'staff', passwordHash } });
      const { kinds: own = [], settings, ...where } = offerings[slug] ?? {};
      const resource = await tx.resource.create({
        data: {
          ...{ kind: 'person', categoryId: category.id, personId: person.id, name: one.name, slug, subjects },
          ...{ description: about, directions, position: index, kinds: { create: own.map(kindRow) } },
          ...(settings && { appointmentSettings: { create: settings } }),
        },
      });
      idOf.set(slug, resource.id);
      await seedTimes(tx, resource.id, where, { early: index % 2 === 0, weekdays, today });
    }
  }
  for (const [position, { members, ...group }] of groups.entries())
    await tx.appointmentGroup.create({
      data: {
        ...{ ...group, position },
        members: {
          create: (members ?? [...idOf.keys()]).map((slug) => ({ resourceId: idOf.get(slug) ?? 0 })),
        },
      },
    });
}

/** From nine or ten to noon, and from one to four or five: at their places, where they have named some. */
async function seedTimes(
  tx: Tx,
  resourceId: number,
  { places = [], morning = [], afternoon = [] }: SeedOffering,
  { early, weekdays, today }: { early: boolean; weekdays: number[]; today: string },
): Promise<void> {
  const placeIds = new Map<string, number>();
  for (const [position, { space, ...place }] of places.entries()) {
    const room = space === undefined ? null : await tx.resource.findFirstOrThrow({ where: { name: space } });
    const { id } = await tx.appointmentPlace.create({
      data: { ...place, resourceId, position, ...(room && { spaceId: room.id, directions: room.directions }) },
    });
    placeIds.set(place.name, id);
  }
  const spans = [
    { startsMinute: (early ? 9 : 10) * 60, endsMinute: 12 * 60, at: morning },
    { startsMinute: 13 * 60, endsMinute: (early ? 16 : 17) * 60, at: afternoon },
  ];
  for (const { at, ...span } of spans)
    await tx.availabilityRule.create({
      data: {
        ...{ ...span, resourceId, repeat: 'weekly', weekdays, fromDate: new Date(today) },
        places: { create: at.map((name) => ({ placeId: placeIds.get(name) ?? 0 })) },
      },
    });
}

const kindRow = ({ questions = [], ...kind }: SeedKind, position: number) => ({
  ...{ ...kind, position },
  questions: { create: questions.map((question, at) => ({ ...question, position: at })) },
});

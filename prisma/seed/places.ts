import type { Tx } from '@/lib/db/client';
import type { Bookable } from './bookings';
import { locations } from './catalogue';
import { features, patronGroups } from './features';
import { dailyLimit, type Facts, type SeedCategory, type SeedLocation, type SeedSpace, TIME_ZONE } from './place';

/** Locations with their zones, categories and spaces, and the groups of patrons. */
export async function seedPlaces(tx: Tx): Promise<Bookable[]> {
  const spaces: Bookable[] = [];
  const featureIds = await seedFeatures(tx);
  for (const { name, domains, members = [] } of patronGroups)
    await tx.patronGroup.create({ data: { name, domains, members: { create: members.map((email) => ({ email })) } } });
  for (const [position, place] of locations.entries()) {
    const { name, address, description, directions, zones } = place;
    const location = await tx.location.create({
      data: {
        ...{ name, address, description, directions, timeZone: TIME_ZONE, position },
        hoursSchedules: { create: { name: 'All year', spans: { create: spans(place.hours) } } },
        zones: { create: zones.map(([zone], index) => ({ name: zone, position: index })) },
      },
      include: { zones: true },
    });
    const zoneIds = new Map(location.zones.map((zone) => [zone.name, zone.id]));
    for (const [order, category] of place.categories.entries())
      spaces.push(...(await seedCategory(tx, location.id, category, order, { place, zoneIds, featureIds })));
  }
  return spaces;
}

type Around = { place: SeedLocation; zoneIds: Map<string, number>; featureIds: Map<string, number> };

async function seedCategory(tx: Tx, locationId: number, category: SeedCategory, position: number, around: Around) {
  const {
    name,
    picture,
    policy,
    description = '',
    terms = '',
    questions = [],
    dailyMinutes = 240,
    periods = [],
    spaces: wanted,
  } = category;
  const weekdays = around.place.hours.flatMap(([days]) => days);
  const { id: categoryId } = await tx.category.create({
    data: {
      ...{ locationId, kind: 'space', name, picture, description, terms, position },
      ...{ ...policy, fixedPeriods: periods.length > 0 },
      periods: { create: periods.flatMap((period) => weekdays.map((weekday) => periodOn(weekday, period))) },
      questions: { create: questions.map((question, at) => ({ ...question, position: at })) },
      ...(dailyMinutes && { limits: { create: dailyLimit(dailyMinutes) } }),
    },
  });
  const { place } = around;
  const facts = new Map<string, Facts>(place.zones);
  const ids = new Map<string, number>();
  const made: Bookable[] = [];
  const create = async (space: SeedSpace, kind: { isSeat?: boolean; isContainer?: boolean }, partIds: number[]) => {
    const { id } = await tx.resource.create({
      data: {
        ...{ kind: 'space', categoryId, position: ids.size, name: space.name, capacity: space.capacity, ...kind },
        ...{ description: space.description, directions: space.directions, zoneId: around.zoneIds.get(space.zone) },
        ...{ ...facts.get(space.zone), ...space.facts },
        featureRows: { create: space.features.map((one) => ({ featureId: around.featureIds.get(one) ?? 0 })) },
        parts: { create: partIds.map((partId) => ({ partId })) },
      },
    });
    ids.set(space.name, id);
    if (!kind.isContainer) made.push({ id, partIds, hours: place.hours, policy, periods, name: space.name });
    return id;
  };
  for (const space of wanted) {
    const partIds = (space.parts ?? []).flatMap((part) => ids.get(part) ?? []);
    for (let n = 1; n <= (space.seats ?? 0); n++)
      partIds.push(await create({ ...space, name: `${space.name}, seat ${n}`, capacity: 1 }, { isSeat: true }, []));
    await create(space, { isContainer: space.seats !== undefined }, partIds);
  }
  return made;
}

const periodOn = (weekday: number, [name, starts, ends]: NonNullable<SeedCategory['periods']>[number]) => ({
  ...{ name, weekday, startsMinute: starts * 60, endsMinute: ends * 60 },
});

async function seedFeatures(tx: Tx): Promise<Map<string, number>> {
  const data = Object.entries(features).map(([name, icon], position) => ({ name, icon, position }));
  const rows = await tx.feature.createManyAndReturn({ data });
  return new Map(rows.map(({ id, name }) => [name, id]));
}

const spans = (hours: SeedLocation['hours']) =>
  hours.flatMap(([weekdays, opens, closes]) =>
    weekdays.map((weekday) => ({ weekday, opensMinute: opens * 60, closesMinute: closes * 60 })),
  );

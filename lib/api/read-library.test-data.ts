import { db } from '@/lib/db/client';
import { type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';

export type ReadLibrary = Awaited<ReturnType<typeof readLibrary>>;

/**
 * The sample library with what reading programs ask about: terms, a zone, features, questions, nicknames; an unlisted
 * category, one for staff, one that is not in use; and desks with two seats, one of which is broken.
 */
export async function readLibrary() {
  const sample = await sampleLibrary();
  const { location, study, meeting, quiet, hall } = sample;
  await db().location.update({ where: { id: location.id }, data: { terms: 'No food.', description: 'By the park' } });
  await db().category.update({
    where: { id: study.id },
    data: { nicknames: true, terms: 'Keep it quiet.', description: 'For one or two' },
  });
  const zone = await db().zone.create({ data: { locationId: location.id, name: 'Upper floor' } });
  await db().resource.update({
    where: { id: quiet.id },
    data: { zoneId: zone.id, terms: 'Lock the door.', description: 'A quiet one' },
  });
  await db().resource.update({ where: { id: hall.id }, data: { capacity: 40, stepFree: true } });
  const power = await db().feature.create({ data: { name: 'Power', icon: 'power', position: 1 } });
  const screen = await db().feature.create({ data: { name: 'Screen', icon: 'screen', position: 2 } });
  await db().feature.create({ data: { name: 'Organ', icon: 'check', position: 3 } });
  await db().resourceFeature.createMany({
    data: [
      { resourceId: quiet.id, featureId: power.id },
      { resourceId: quiet.id, featureId: screen.id },
      { resourceId: hall.id, featureId: screen.id },
    ],
  });
  const ask = (data: object) => db().question.create({ data: { label: '', kind: 'line', ...data } });
  const purpose = await ask({ categoryId: meeting.id, label: 'What for?', required: true });
  const chairs = await ask({ resourceId: hall.id, label: 'Chairs', kind: 'choice', choices: ['Rows', 'Circle'] });
  const needs = await ask({ resourceId: hall.id, label: 'Needs', kind: 'several', choices: ['Sound', 'Light'] });
  const rules = await ask({ resourceId: hall.id, label: 'Read the rules?', kind: 'yes' });
  const places = await morePlaces(sample);
  return { ...sample, zone, power, screen, questions: { purpose, chairs, needs, rules }, ...places };
}

async function morePlaces({ location }: Sample) {
  const category = (name: string, more: object) =>
    db().category.create({ data: { locationId: location.id, kind: 'space', name, ...more } });
  const space = (categoryId: number, name: string, more: object = {}) =>
    db().resource.create({ data: { kind: 'space', categoryId, name, ...more } });
  const hidden = await category('Hidden rooms', { access: 'unlisted' });
  const staff = await category('Staff rooms', { access: 'staff' });
  const former = await category('Former rooms', { active: false });
  const attic = await space(hidden.id, 'Attic');
  const office = await space(staff.id, 'Office');
  await space(former.id, 'Old store');
  const tables = await category('Reading tables', { minMinutes: 30, maxMinutes: 60 });
  const table = await space(tables.id, 'Long table', { isContainer: true });
  const seats = [
    await space(tables.id, 'Seat 1', { isSeat: true }),
    await space(tables.id, 'Seat 2', { isSeat: true, active: false }),
  ] as const;
  await db().resourcePart.createMany({ data: seats.map(({ id }) => ({ wholeId: table.id, partId: id })) });
  return { hidden, staff, former, attic, office, tables, table, seats };
}

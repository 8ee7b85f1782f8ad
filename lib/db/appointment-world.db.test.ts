import { beforeAll, expect, test } from 'vitest';
import { appointmentWorld } from './appointment-world';
import { db } from './client';
import { resourceById } from './resources';
import { sampleLibrary } from './sample-library.test-data';
import { testDatabase } from './test-database';

testDatabase();

let librarianId: number;

/** Ada, who says how to find her, at a desk with directions and one without, in two rooms of which one says its own, and online. */
beforeAll(async () => {
  const { librarian, quiet, corner } = await sampleLibrary();
  librarianId = librarian.id;
  await db().resource.update({ where: { id: librarian.id }, data: { directions: 'Second floor.' } });
  await db().resource.update({ where: { id: quiet.id }, data: { directions: 'Behind the stairs.' } });
  await db().resource.update({ where: { id: corner.id }, data: { directions: '' } });
  await db().appointmentPlace.createMany({
    data: [
      { kind: 'desk', name: 'Said', directions: 'At the lift.' },
      { kind: 'desk', name: 'Unsaid' },
      { kind: 'room', name: 'Quiet', spaceId: quiet.id },
      { kind: 'room', name: 'Corner', spaceId: corner.id },
      { kind: 'online', name: 'Video' },
    ].map((place, position) => ({ ...place, position, resourceId: librarian.id })),
  });
});

test('her own directions are told where a place has none of its own', async () => {
  const ada = await resourceById(db(), librarianId);
  if (!ada) throw new Error('nobody is there');
  const { places } = (await appointmentWorld(db(), [ada]))(ada);
  expect(places.map(({ name, directions }) => [name, directions])).toEqual([
    ['Said', 'At the lift.'],
    ['Unsaid', 'Second floor.'],
    ['Quiet', ''],
    ['Corner', 'Second floor.'],
    ['Video', ''],
  ]);
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { closeQueue } from '@/lib/db/queue';
import { moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { bookSpace } from './book-space';
import { searchSpaces } from './search-spaces';

testDatabase();

let sample: Sample;
const guest: Actor = { kind: 'guest' };
const now = moment('2026-11-20', '10:10');
const DATE = '2026-11-23';

const search = async (wish: object, actor = guest) => {
  const answer = await searchSpaces(actor, { date: DATE, ...wish }, now);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.value;
};
const names = async (wish: object) => (await search(wish)).found.map(({ space }) => space.name);
const give = async (resourceId: number, ...features: string[]) => {
  for (const name of features) {
    const { id: featureId } = await db().feature.upsert({ where: { name }, create: { name }, update: {} });
    await db().resourceFeature.create({ data: { resourceId, featureId } });
  }
};

beforeAll(async () => {
  sample = await sampleLibrary();
  await db().resource.update({ where: { id: sample.hall.id }, data: { capacity: 40 } });
  await give(sample.hall.id, 'Screen', 'Stage');
  await give(sample.quiet.id, 'Screen');
});
afterAll(closeQueue);

describe('a search over all spaces', () => {
  test('finds those that are large enough, and those that have everything', async () => {
    expect(await names({ people: '12' })).toEqual(['Hall']);
    expect(await names({ features: ['Screen'], at: '10:00' })).toEqual(['Quiet room', 'Hall']);
    expect(await names({ features: ['Screen', 'Stage'] })).toEqual(['Hall']);
    const none = await search({ features: ['Screen', 'Pool'] });
    expect(none).toMatchObject({ suitable: 0, found: [], features: ['Screen', 'Stage'] });
  });

  test('puts those that begin when asked first, then the nearest', async () => {
    const at = moment(DATE, '10:00');
    const wish = { spaceId: sample.quiet.id, start: at.toISOString(), end: moment(DATE, '11:00').toISOString() };
    expect(await bookSpace(guest, { ...wish, name: 'Rosa', email: 'rosa@example.org' }, now)).toMatchObject({
      ok: true,
    });
    const { found } = await search({ at: '10:00', minutes: '60' });
    const quiet = found.find(({ space }) => space.name === 'Quiet room');
    expect(quiet).toMatchObject({
      isExact: false,
      times: [{ start: moment(DATE, '09:00') }, { start: moment(DATE, '11:00') }, {}],
    });
    expect(found.findIndex(({ isExact }) => !isExact)).toBe(found.filter(({ isExact }) => isExact).length);
    // Open from six in the evening on only.
    expect(found.at(-1)).toMatchObject({ space: { name: 'Night room' }, isExact: false });
  });

  test('offers nothing longer than the rules allow, and no place that is not shown', async () => {
    expect(await names({ minutes: '180' })).toEqual(['Hall east', 'Hall west', 'Hall']);
    await db().category.update({ where: { id: sample.meeting.id }, data: { access: 'unlisted' } });
    expect(await names({ minutes: '180' })).toEqual([]);
    await db().category.update({ where: { id: sample.meeting.id }, data: { access: 'public' } });
  });

  test('says at its field what makes no sense, and knows no strange location', async () => {
    const wish = { date: '2026-02-30', at: '25:00', minutes: 'long', people: '0' };
    expect(await searchSpaces(guest, wish, now)).toMatchObject({
      ok: false,
      refusal: { code: 'invalid', fields: { date: 'not_date', at: 'invalid', minutes: 'invalid', people: 'invalid' } },
    });
    expect(await searchSpaces(guest, { locationId: '999' }, now)).toMatchObject({ refusal: { code: 'not_found' } });
  });
});

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { closeQueue, queue } from '@/lib/db/queue';
import { moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { booked, MONDAY, NOW, peopleOf, person } from './availability.test-data';
import { bookSpace } from './book-space';
import { cancelBooking } from './cancel-booking';
import { readFeed } from './read-feed';
import { makeFeed, revokeFeed } from './save-feed';
import { viewFeeds, viewOwnFeeds } from './view-feeds';

testDatabase();

let sample: Sample;
let people: Awaited<ReturnType<typeof peopleOf>>;

beforeAll(async () => {
  sample = await sampleLibrary();
  people = await peopleOf(sample);
  await queue();
});
afterAll(closeQueue);
beforeEach(async () => {
  await db().booking.deleteMany();
  await db().calendarFeed.deleteMany();
});

/** The address of a new feed, as its two secret parts. */
async function made(of: string, more: object = {}) {
  const answer = await makeFeed(people.admin, { of, ...more }, NOW);
  const view = await viewFeeds(people.admin);
  const feed = answer.ok && view.ok && view.value.feeds.find(({ id }) => id === answer.value.id);
  if (!feed) throw new Error(JSON.stringify(answer));
  const [id = '', key = ''] = new URL(feed.url).pathname.replace('/feeds/', '').replace('.ics', '').split('/');
  return { id, key };
}
async function read(of: { id: string; key: string }, now = NOW) {
  const answer = await readFeed(of, now);
  if (!answer.ok) throw new Error(answer.refusal.code);
  // Unfolded (RFC 5545 §3.1).
  return { ...answer.value, text: answer.value.text.replaceAll('\r\n ', '') };
}
const bookRoom = (spaceId: number, time: string) =>
  bookSpace(
    { kind: 'guest' },
    {
      ...{ spaceId, start: moment(MONDAY, time).toISOString(), minutes: 60, nickname: 'Chess' },
      ...{ name: 'Rosa Reader', email: 'rosa@example.org', note: 'Bring boards' },
    },
    NOW,
  );
const titles = (text: string) => [...text.matchAll(/^SUMMARY:(.*)$/gm)].map(([, title]) => title?.trim());

test('a space’s feed says when it is taken and not by whom, in UTC', async () => {
  const feed = await made(`space ${sample.quiet.id}`);
  await bookRoom(sample.quiet.id, '10:00');
  await bookRoom(sample.corner.id, '10:00');
  const { text } = await read(feed);
  expect(titles(text)).toEqual(['Booked']);
  expect(text).toMatch(/^DTSTART:20261123T150000Z\r?$/m);
  expect(text).toMatch(/^DTEND:20261123T160000Z\r?$/m);
  expect(text).toMatch(/^LOCATION:Quiet room\\, Main\r?$/m);
  expect(text).toMatch(/^STATUS:CONFIRMED\r?$/m);
  expect(text).toContain('METHOD:PUBLISH');
  expect(text).not.toMatch(/Rosa|rosa@|Chess|boards|ORGANIZER|ATTENDEE/);
  const { publicId } = await db().booking.findFirstOrThrow();
  expect(text.toLowerCase()).not.toContain(publicId);
});

test('a whole is taken with its parts, a part with its whole; a category names its spaces, in its own language', async () => {
  const [hall, east] = [await made(`space ${sample.hall.id}`), await made(`space ${sample.east.id}`)];
  const category = await made(`category ${sample.meeting.id}`, { locale: 'es' });
  await bookRoom(sample.east.id, '10:00');
  await bookRoom(sample.hall.id, '12:00');
  const count = async (of: typeof hall) => titles((await read(of)).text).length;
  expect([await count(hall), await count(east)]).toEqual([2, 2]);
  expect(titles((await read(category)).text)).toEqual(['Hall east: Reservado', 'Hall: Reservado']);
});

test('a person’s feed shows what appointments are for, and where', async () => {
  const kind = { categoryId: sample.desks.id, name: 'Consultation', minutes: 30 };
  const { id: kindId } = await db().appointmentKind.create({ data: kind });
  const feed = await made(`person ${people.ada.resourceId}`);
  await booked(MONDAY, '09:00', 'Rosa', { kindId });
  const { text } = await read(feed);
  expect(titles(text)).toEqual(['Consultation']);
  expect(text).not.toContain('Rosa');
  await db().appointmentKind.deleteMany();
});

test('what is cancelled, or long over, is out of it; what still waits is tentative', async () => {
  const feed = await made(`space ${sample.quiet.id}`);
  await bookRoom(sample.quiet.id, '10:00');
  await bookRoom(sample.quiet.id, '12:00');
  const [first, second] = await db().booking.findMany({ orderBy: { id: 'asc' } });
  await cancelBooking(people.admin, { publicId: first?.publicId }, NOW);
  await db().booking.update({ where: { id: second?.id }, data: { status: 'mediation' } });
  expect((await read(feed)).text).toMatch(/STATUS:TENTATIVE/);
  expect(titles((await read(feed)).text)).toHaveLength(1);
  expect(titles((await read(feed, moment('2026-12-23', '12:00'))).text)).toHaveLength(1);
  expect(titles((await read(feed, moment('2026-12-25', '12:00'))).text)).toEqual([]);
  expect(titles((await read(feed, moment('2026-05-01', '12:00'))).text)).toEqual([]);
});

test('it keeps its name and its time as long as it reads the same', async () => {
  const feed = await made(`space ${sample.quiet.id}`);
  const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
  await bookRoom(sample.quiet.id, '10:00');
  const first = await read(feed, later(1));
  expect(await read(feed, later(2))).toEqual(first);
  expect(first.changedAt).toEqual(later(1));
  await db().booking.deleteMany();
  const second = await read(feed, later(3));
  expect([second.etag === first.etag, second.changedAt]).toEqual([false, later(3)]);
});

test('another key, another feed’s, a revoked one: nothing is there', async () => {
  const [one, other] = [await made(`space ${sample.quiet.id}`), await made(`space ${sample.quiet.id}`)];
  expect(one.key).not.toBe(other.key);
  const nothing = { ok: false, refusal: { code: 'not_found' } };
  expect(await readFeed({ id: one.id, key: other.key }, NOW)).toEqual(nothing);
  expect(await readFeed({ id: '99999', key: one.key }, NOW)).toEqual(nothing);
  expect(await readFeed({ id: 'x', key: '' }, NOW)).toEqual(nothing);
  await read(one);
  expect(await revokeFeed(people.admin, { id: one.id }, NOW)).toMatchObject({ ok: true });
  expect(await readFeed(one, NOW)).toEqual(nothing);
  await read(other);
  expect(JSON.stringify(await db().calendarFeed.findMany())).not.toContain(other.key);
});

test('whose account is closed has no feed any more', async () => {
  const feed = await made(`person ${people.ada.resourceId}`);
  const close = (disabledAt: Date | null) => db().person.update({ where: { id: sample.ada.id }, data: { disabledAt } });
  await close(NOW);
  expect(await readFeed(feed, NOW)).toMatchObject({ refusal: { code: 'not_found' } });
  await close(null);
  await read(feed);
});

test('admins make them of anything, people of their own appointments only', async () => {
  const { ada, ben, admin } = people;
  const own = { of: `person ${ada.resourceId}`, name: 'Phone' };
  const answer = await makeFeed(ada.actor, own, NOW);
  expect(answer).toMatchObject({ ok: true });
  expect(await viewOwnFeeds(ada.actor)).toMatchObject({
    value: { resourceId: ada.resourceId, feeds: [{ name: 'Phone' }] },
  });
  expect(await viewOwnFeeds(ben.actor)).toMatchObject({ value: { feeds: [] } });
  expect(await viewOwnFeeds(admin)).toEqual({ ok: true, value: null });
  const refusal = { refusal: { code: 'not_allowed' } };
  for (const [actor, of] of [
    [ben.actor, own.of],
    [ada.actor, `space ${sample.quiet.id}`],
    [ada.actor, `category ${sample.desks.id}`],
    [ada.actor, 'person 99999'],
    [person(0, 'patron'), own.of],
    [{ kind: 'guest' } as const, own.of],
  ] as const)
    expect(await makeFeed(actor, { of }, NOW), of).toMatchObject(refusal);
  const id = answer.ok ? answer.value.id : 0;
  expect(await revokeFeed(ben.actor, { id }, NOW)).toMatchObject(refusal);
  expect(await viewFeeds(ada.actor)).toMatchObject(refusal);
  expect(await revokeFeed(ada.actor, { id }, NOW)).toMatchObject({ ok: true });
  for (const of of ['space 99999', `space ${ada.resourceId}`, 'shelf 3'])
    expect(await makeFeed(admin, { of }, NOW), of).toMatchObject({ refusal: { fields: { of: 'invalid' } } });
});

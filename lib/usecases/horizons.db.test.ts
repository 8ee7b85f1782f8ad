import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/can';
import { db, transaction } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { horizonOf, raiseHorizons } from '@/lib/db/horizons';
import { closeQueue, queue } from '@/lib/db/queue';
import { linkToCalendar, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { arrangeAppointmentPlace } from './arrange-appointment-place';
import { NOW, peopleOf } from './availability.test-data';
import { movePersonToCategory } from './move-person-to-category';
import { saveAppointmentPlace } from './save-appointment-place';
import { saveCategoryRules } from './save-category-rules';
import { saveKind } from './save-kind';
import { setOffered } from './set-offered';

/** What is offered further ahead than Outlook is read for would be offered over meetings that nobody has seen. */
testDatabase();
beforeAll(async () => {
  await queue();
});
afterAll(closeQueue);

let sample: Sample;
let admin: Actor;
let ada: Actor;
/** Calendars of Ada, of Ben and of the quiet room. */
let links: { ada: number; ben: number; quiet: number };

beforeEach(async () => {
  await emptyRows();
  sample = await sampleLibrary();
  const people = await peopleOf(sample);
  ({ admin } = people);
  ada = people.ada.actor;
  const linkOf = (resourceId: number) => linkToCalendar(resourceId, sample.ada.id);
  links = {
    ada: await linkOf(sample.librarian.id),
    ben: await linkOf(people.ben.resourceId),
    quiet: await linkOf(sample.quiet.id),
  };
  await db().calendarLink.updateMany({ data: { pulledSeq: 1 } });
});

/** How far ahead each is read; with `!` where a full read is due. */
async function horizons(): Promise<Record<keyof typeof links, string>> {
  const rows = await db().calendarLink.findMany();
  const said = (id: number) => {
    const row = rows.find((one) => one.id === id);
    const isAsked = row && row.generation > 0 && row.dirtySeq > row.pulledSeq;
    return `${row?.horizonDays}${isAsked ? '!' : ''}`;
  };
  return { ada: said(links.ada), ben: said(links.ben), quiet: said(links.quiet) };
}

const kind = (windowDays: number, more: object = {}) => ({
  ...{ name: 'Thesis', minutes: '60', setupMinutes: '0', cleanupMinutes: '0', minNoticeMinutes: '0' },
  ...{ cancelByMinutes: '0', windowDays: String(windowDays), mode: 'both', resourceId: sample.librarian.id, ...more },
});
const inQuiet = () => ({ kind: 'room', name: 'Quiet', space: String(sample.quiet.id) });
const rules = (categoryId: number, windowDays: number) => ({
  ...{ categoryId: String(categoryId), fixedPeriods: 'no', stepMinutes: '30', minMinutes: '30', maxMinutes: '120' },
  ...{ defaultMinutes: '60', minNoticeMinutes: '0', windowDays: String(windowDays), rolloverMinute: '00:00' },
  ...{ cancelByMinutes: '0', setupMinutes: '0', cleanupMinutes: '0', gapMinutes: '0', gapScope: 'category' },
  signInRequired: 'as_location',
});
const done = async (answer: Promise<{ ok: boolean }>) => expect(await answer).toMatchObject({ ok: true });

test('a kind with a longer window: its person’s calendar is read that far, and the rooms they meet in', async () => {
  await done(saveAppointmentPlace(ada, inQuiet()));
  expect(await horizons()).toEqual({ ada: '60', ben: '60', quiet: '60' });
  await done(saveKind(ada, kind(180)));
  expect(await horizons()).toEqual({ ada: '180!', ben: '60', quiet: '180!' });
  // Whoever links now begins with as much.
  expect(await horizonOf(db(), sample.quiet.id)).toBe(180);
  expect(await horizonOf(db(), sample.corner.id)).toBe(60);
});

test('a place in a room that is made, or taken up again, after the kind', async () => {
  await done(saveKind(admin, kind(200, { resourceId: undefined, categoryId: sample.desks.id })));
  expect(await horizons()).toEqual({ ada: '200!', ben: '200!', quiet: '60' });
  const made = await saveAppointmentPlace(ada, inQuiet());
  expect(await horizons()).toMatchObject({ quiet: '200!' });
  await db().calendarLink.update({ where: { id: links.quiet }, data: { horizonDays: 60 } });
  const placeId = made.ok ? made.value.placeId : 0;
  await done(arrangeAppointmentPlace(ada, { placeId: String(placeId), act: 'deactivate' }));
  expect(await horizonOf(db(), sample.quiet.id)).toBe(60);
  await done(arrangeAppointmentPlace(ada, { placeId: String(placeId), act: 'activate' }));
  expect(await horizons()).toMatchObject({ quiet: '200!' });
});

test('a kind that is offered again, and a person in another category', async () => {
  const id = (
    await db().appointmentKind.create({
      data: { resourceId: sample.librarian.id, name: 'Thesis', minutes: 60, windowDays: 180, active: false },
    })
  ).id;
  await transaction(raiseHorizons);
  expect(await horizons()).toMatchObject({ ada: '60' });
  await done(setOffered(admin, { what: 'kind', id, active: 'on' }, NOW));
  expect(await horizons()).toMatchObject({ ada: '180!', ben: '60' });
  const far = await db().category.create({
    data: { locationId: sample.location.id, kind: 'person', name: 'Far', windowDays: 300 },
  });
  await done(movePersonToCategory(admin, { id: sample.librarian.id, categoryId: far.id }, NOW));
  expect(await horizons()).toMatchObject({ ada: '300!', ben: '60' });
});

test('the rules of a category: of people, of spaces, and of the whole that a room is part of', async () => {
  await done(saveCategoryRules(admin, rules(sample.desks.id, 90), NOW));
  expect(await horizons()).toEqual({ ada: '90!', ben: '90!', quiet: '60' });
  await db().resourcePart.create({ data: { wholeId: sample.hall.id, partId: sample.quiet.id } });
  await done(saveCategoryRules(admin, rules(sample.meeting.id, 120), NOW));
  expect(await horizons()).toMatchObject({ quiet: '120!' });
  await done(saveCategoryRules(admin, rules(sample.study.id, 150), NOW));
  expect(await horizons()).toMatchObject({ ada: '90!', quiet: '150!' });
});

test('is never lowered, and nothing is read again where nothing grew', async () => {
  await done(saveKind(ada, kind(180)));
  expect(await horizons()).toMatchObject({ ada: '180!' });
  const before = await db().calendarLink.findMany({ orderBy: { id: 'asc' } });
  const { id } = await db().appointmentKind.findFirstOrThrow();
  await done(saveKind(ada, kind(30, { id })));
  await transaction(raiseHorizons);
  expect(await db().calendarLink.findMany({ orderBy: { id: 'asc' } })).toEqual(before);
});

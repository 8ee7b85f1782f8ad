import { beforeEach, describe, expect, test } from 'vitest';
import { db, transaction } from '@/lib/db/client';
import { countQueries } from '@/lib/db/count-queries.test-data';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { addMinutes } from '@/lib/time/interval';
import { askMediators } from './ask-mediators';
import { decideRequest } from './decide-request';
import { lapseRequests } from './lapse-requests';
import { asStaff, givenBooking, mailsAsked } from './requests.test-data';
import { sendDigests } from './send-digests';
import { viewRequests } from './view-requests';

testDatabase();
let sample: Sample;
let bo: { id: number; name: string };
beforeEach(async () => {
  await emptyRows();
  sample = await sampleLibrary();
  await db().category.update({ where: { id: sample.study.id }, data: { mediation: true } });
  bo = await db().person.create({ data: { name: 'Bo Lind', email: 'bo@library.example', role: 'staff' } });
  const mediators = [sample.ada.id, bo.id].map((personId) => ({ personId, categoryId: sample.study.id }));
  await db().mediator.createMany({ data: mediators });
});

const now = moment('2026-11-18', '09:00');
const slot = { start: moment('2026-11-19', '10:00'), end: moment('2026-11-19', '11:00') };
const request = () => givenBooking(sample.quiet.id, slot, { status: 'mediation', createdAt: addMinutes(now, -60) });
const row = (id: number) => db().booking.findUniqueOrThrow({ where: { id }, include: { occupancy: true } });
const approve = { decision: 'approve', note: 'Please close the window.' };

describe('a decision', () => {
  test('yes: a booking with its code, and the note on its way', async () => {
    const { id, publicId } = await request();
    const answer = await decideRequest(asStaff(sample.ada), { publicId, ...approve }, now);
    expect(answer).toEqual({ ok: true, value: { publicId, status: 'confirmed' } });
    const booking = await row(id);
    expect(booking).toMatchObject({ mediatedById: sample.ada.id, mediationNote: approve.note, settledAt: now });
    expect(booking.checkInCode).toMatch(/^[2-9B-Y]{3}$/);
    expect(booking.occupancy.every(({ active }) => active)).toBe(true);
    expect(await mailsAsked()).toEqual(['booking_approved']);
    expect(await db().auditEntry.count({ where: { act: 'request.decided' } })).toBe(1);
  });

  test('no: the time is free again', async () => {
    const { id, publicId } = await request();
    await decideRequest(asStaff(bo), { publicId, decision: 'deny' }, now);
    const booking = await row(id);
    expect(booking.status).toBe('denied');
    expect(booking.occupancy.some(({ active }) => active)).toBe(false);
    expect(await mailsAsked()).toEqual(['booking_denied']);
  });

  test('of two mediators at once the first decides, the second hears who did', async () => {
    const { publicId } = await request();
    const answers = await Promise.all([
      decideRequest(asStaff(sample.ada), { publicId, ...approve }, now),
      decideRequest(asStaff(bo), { publicId, decision: 'deny' }, now),
    ]);
    const second = answers.findIndex((answer) => !answer.ok);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const [decision, by] = second === 1 ? ['approved', sample.ada.name] : ['denied', bo.name];
    expect(answers[second]).toEqual({ ok: false, refusal: { code: 'request_decided', decision, by } });
    expect(await mailsAsked()).toHaveLength(1);
  });

  test('is for its mediators, and for admins', async () => {
    const { publicId } = await request();
    const other = await db().person.create({ data: { name: 'Cy', email: 'cy@library.example', role: 'staff' } });
    expect(await decideRequest(asStaff(other), { publicId, ...approve }, now)).toMatchObject({
      refusal: { code: 'not_allowed' },
    });
    expect(await decideRequest(asStaff(other, 'admin'), { publicId, ...approve }, now)).toMatchObject({ ok: true });
  });

  test('also after the start, where the rules would say no: they are not asked again', async () => {
    const { publicId } = await request();
    const late = addMinutes(slot.start, 5);
    expect(await decideRequest(asStaff(bo), { publicId, ...approve }, late)).toMatchObject({ ok: true });
  });
});

describe('a request that waits', () => {
  test('is told to its mediators at once; where nobody is named, to the admins', async () => {
    const { id } = await request();
    await transaction((tx) => askMediators(tx, id));
    const named = [`mediation_wanted ${sample.ada.id}`, `mediation_wanted ${bo.id}`];
    expect((await mailsAsked()).sort()).toEqual(['booking_received', ...named]);
    await db().mediator.deleteMany();
    const boss = await db().person.create({ data: { name: 'Di', email: 'di@library.example', role: 'admin' } });
    await transaction((tx) => askMediators(tx, id));
    expect(await mailsAsked()).toContain(`mediation_wanted ${boss.id}`);
  });

  test('with a digest: once an hour, once for two workers, and nothing in a quiet hour', async () => {
    await db().location.updateMany({ data: { mediationDigest: true } });
    const { id, publicId } = await request();
    await transaction((tx) => askMediators(tx, id));
    expect(await mailsAsked()).toEqual(['booking_received']);
    expect((await Promise.all([sendDigests(now), sendDigests(now)])).sort()).toEqual([0, 2]);
    expect(await sendDigests(addMinutes(now, 59))).toBe(0);
    expect(await sendDigests(addMinutes(now, 60))).toBe(2);
    await decideRequest(asStaff(bo), { publicId, decision: 'deny' }, now);
    expect(await sendDigests(addMinutes(now, 180))).toBe(0);
  });

  test('lapses when its time begins, once, and cannot be approved any more', async () => {
    const { id, publicId } = await request();
    expect(await lapseRequests(addMinutes(slot.start, -1))).toBe(0);
    const both = await Promise.all([lapseRequests(slot.start), lapseRequests(slot.start)]);
    expect(both.sort()).toEqual([0, 1]);
    expect(await row(id)).toMatchObject({ status: 'expired', statusReason: 'undecided' });
    expect(await mailsAsked()).toEqual(['booking_denied']);
    expect(await decideRequest(asStaff(bo), { publicId, ...approve }, slot.start)).toEqual({
      ok: false,
      refusal: { code: 'request_decided', decision: 'lapsed', by: null },
    });
  });

  test('for a slot that was under way when it was asked for, it waits until that ends', async () => {
    await givenBooking(sample.quiet.id, slot, { status: 'mediation', createdAt: addMinutes(slot.start, 5) });
    expect(await lapseRequests(addMinutes(slot.start, 30))).toBe(0);
    expect(await lapseRequests(slot.end)).toBe(1);
  });
});

test('of each request that waits only what may differ is read; each is judged for its own day', async () => {
  const view = () => viewRequests(asStaff(sample.ada), now);
  const costs = async () => countQueries(view);
  const given = (day: string, from: string, to: string, resourceId = sample.quiet.id) =>
    givenBooking(resourceId, { start: moment(day, from), end: moment(day, to) }, { status: 'mediation' });
  expect((await given('2026-11-19', '10:00', '11:00')).id).toBeGreaterThan(0);
  const forOne = await costs();
  await given('2026-11-20', '07:00', '08:00', sample.corner.id);
  await given('2026-11-24', '10:00', '11:00', sample.corner.id);
  await given('2026-11-25', '10:00', '11:00');
  const forFour = await costs();
  // Time taken, the patron's standing and, where there are limits, what they have.
  expect((forFour - forOne) / 3).toBeLessThanOrEqual(3);
  const answer = await view();
  const problems = answer.ok && answer.value.requests.map(({ clashes }) => clashes.map((one) => one.kind));
  expect(problems).toEqual([[], ['rule'], [], []]);
});

import { createHmac } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { webhookMessage } from '@/lib/api/webhook-message';
import { db, inTransaction, transaction } from '@/lib/db/client';
import { changeTime } from '@/lib/db/move-booking';
import { closeQueue, queue } from '@/lib/db/queue';
import { moment, type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { dropOldEvents } from '@/lib/db/webhook-deliveries';
import { refuse } from '@/lib/result';
import { person } from '@/lib/usecases/availability.test-data';
import { bookSpace } from '@/lib/usecases/book-space';
import { cancelBooking } from '@/lib/usecases/cancel-booking';
import {
  changeWebhook,
  makeWebhook,
  removeWebhook,
  renewWebhookSecret,
  resendDelivery,
  switchWebhook,
} from '@/lib/usecases/save-webhook';
import { viewWebhook, viewWebhooks } from '@/lib/usecases/view-webhooks';
import { deliverWebhook } from './deliver-webhook';
import { tellWebhooks } from './tell-webhooks';

testDatabase();

const now = moment('2026-11-20', '07:00');
const clock = () => now;
const guest = { kind: 'guest' } as const;
let sample: Sample;
let admin: ReturnType<typeof person>;
let url = '';
let answers = 204;
const heard: { body: string; headers: http.IncomingHttpHeaders }[] = [];
const server = http.createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    heard.push({ body: Buffer.concat(parts).toString(), headers: request.headers });
    response.writeHead(answers).end();
  });
});

beforeAll(async () => {
  sample = await sampleLibrary();
  const { id } = await db().person.create({ data: { name: 'Ida', email: 'ida@library.example', role: 'admin' } });
  admin = person(id, 'admin');
  await queue();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
afterAll(async () => {
  server.close();
  await closeQueue();
});
beforeEach(async () => {
  await db().webhook.deleteMany();
  await db().booking.deleteMany();
  heard.length = 0;
  answers = 204;
});

const ALL = 'created,changed,cancelled';
async function made(more: object = {}) {
  const answer = await makeWebhook(admin, { name: 'Signs', url, events: ALL, ...more });
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value;
}
const space = (time: string, email: string) => ({
  ...{ spaceId: sample.quiet.id, start: moment('2026-11-23', time).toISOString(), minutes: 60 },
  ...{ name: 'Rosa Reader', email, note: 'Chess club' },
});
async function booked(time = '10:00', email = 'rosa@example.org') {
  const answer = await bookSpace(guest, space(time, email), now);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value;
}
const events = () => db().bookingEvent.findMany({ orderBy: { id: 'asc' }, select: { kind: true, toldAt: true } });
const deliveries = () => db().webhookDelivery.findMany({ orderBy: { eventId: 'asc' } });
async function only() {
  const [one, ...more] = await deliveries();
  if (!one || more.length > 0) throw new Error(`${more.length} more`);
  return one;
}

test('made, moved, cancelled: one event each, and none while no webhook is on', async () => {
  const { publicId: before } = await booked('08:00');
  await cancelBooking(admin, { publicId: before }, now);
  expect(await events()).toEqual([]);

  const { id } = await made();
  const { publicId } = await booked();
  const { id: bookingId } = await db().booking.findUniqueOrThrow({ where: { publicId } });
  const [start, end] = [moment('2026-11-23', '12:00'), moment('2026-11-23', '13:00')];
  const item = { resourceId: sample.corner.id, start, end };
  await transaction((tx) => changeTime(tx, { bookingId, items: [item], occupancy: [{ ...item, pad: false }] }, now));
  await cancelBooking(admin, { publicId }, now);
  expect((await events()).map(({ kind }) => kind)).toEqual(['created', 'changed', 'cancelled']);

  await switchWebhook(admin, { id, active: 'off' });
  await booked('15:00');
  expect(await events()).toHaveLength(3);
});

test('what is taken back with its transaction was never told', async () => {
  await made();
  const { publicId } = await booked();
  await inTransaction(async (tx) => {
    await tx.booking.update({ where: { publicId }, data: { status: 'cancelled' } });
    return refuse({ code: 'not_found' });
  });
  expect((await events()).map(({ kind }) => kind)).toEqual(['created']);
});

test('each webhook gets what it wants, once, however many workers look', async () => {
  const all = await made();
  const some = await made({ name: 'Cancelled only', events: 'cancelled' });
  const { publicId } = await booked();
  await cancelBooking(admin, { publicId }, now);
  await Promise.all([tellWebhooks(now), tellWebhooks(now), tellWebhooks(now)]);
  await tellWebhooks(now);
  expect((await deliveries()).map(({ webhookId }) => webhookId).sort()).toEqual([all.id, all.id, some.id].sort());
  const [jobs] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pgboss.job WHERE name = 'webhook' AND data->>'deliveryId' IN (
      SELECT id::text FROM webhook_delivery)`;
  expect(jobs?.count).toBe(3);
});

test('a message is signed, and says what was booked and not by whom', async () => {
  const { secret } = await made();
  const { publicId } = await booked();
  await tellWebhooks(now);
  const { id } = await only();
  await deliverWebhook(id, clock);
  const [message] = heard;
  const [, seconds, sign] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(message?.headers['carrel-signature'])) ?? [];
  expect(createHmac('sha256', secret).update(`${seconds}.${message?.body}`).digest('hex')).toBe(sign);
  expect(Number(seconds)).toBe(now.getTime() / 1000);
  expect(message?.headers).toMatchObject({ 'carrel-event': 'booking.created', 'carrel-delivery': id });
  expect(JSON.parse(message?.body ?? '')).toMatchObject({
    ...{ id, event: 'booking.created' },
    booking: {
      ...{ booking_id: publicId, kind: 'space', status: 'confirmed', version: 1, blocked: false },
      ...{ start: '2026-11-23T15:00:00.000Z', end: '2026-11-23T16:00:00.000Z', time_zone: 'America/New_York' },
      ...{ lid: sample.location.id, location_name: 'Main' },
      items: [{ kind: 'space', id: sample.quiet.id, cid: sample.study.id, name: 'Quiet room' }],
    },
  });
  expect(message?.body).not.toMatch(/Rosa|rosa@|Chess/);
  expect(() => webhookMessage.parse(JSON.parse(message?.body ?? ''))).not.toThrow();
  expect(await only()).toMatchObject({ state: 'delivered', attempts: 1, http: 204, problem: null });
  // A job that comes twice sends nothing twice.
  await deliverWebhook(id, clock);
  expect(heard).toHaveLength(1);
});

test('name and address only where an admin ticked that', async () => {
  await made({ withPatron: 'on' });
  await booked();
  await tellWebhooks(now);
  await deliverWebhook((await only()).id, clock);
  const { booking } = JSON.parse(heard[0]?.body ?? '');
  expect(booking.patron).toEqual({ name: 'Rosa Reader', email: 'rosa@example.org' });
  expect(heard[0]?.body).not.toContain('Chess');
});

test('what is not taken is tried until its day is over, then left to a person, who sends it again', async () => {
  const { id: webhookId } = await made();
  const { publicId } = await booked();
  await tellWebhooks(now);
  const { id } = await only();
  answers = 500;
  await expect(deliverWebhook(id, clock)).rejects.toThrow();
  expect(await only()).toMatchObject({ state: 'waiting', attempts: 1, http: 500 });
  const tomorrow = () => new Date(now.getTime() + 86_400_000);
  await deliverWebhook(id, tomorrow);
  expect(await only()).toMatchObject({ state: 'failed', attempts: 2 });
  await deliverWebhook(id, tomorrow);
  expect(heard).toHaveLength(2);

  expect(await resendDelivery(admin, { deliveryId: id }, tomorrow())).toEqual({ ok: true, value: { webhookId } });
  answers = 200;
  await deliverWebhook(id, tomorrow);
  const view = await viewWebhook(admin, { id: webhookId });
  expect(view).toMatchObject({
    value: {
      webhook: { waiting: 0, failed: 0 },
      deliveries: [{ id, event: 'created', publicId, state: 'delivered', attempts: 3, http: 200 }],
    },
  });
  expect(heard.map(({ body }) => JSON.parse(body).id)).toEqual([id, id, id]);
});

test('nobody there, and a place inside a network, are noted as such', async () => {
  await made({ url: 'http://127.0.0.1:9/' });
  await booked();
  await tellWebhooks(now);
  const { id, webhookId } = await only();
  await expect(deliverWebhook(id, clock)).rejects.toThrow();
  expect(await only()).toMatchObject({ http: null, problem: 'refused' });
  await db().webhook.update({ where: { id: webhookId }, data: { url: 'https://169.254.169.254/' } });
  await expect(deliverWebhook(id, clock)).rejects.toThrow();
  expect(await only()).toMatchObject({ http: null, problem: 'private_address', attempts: 2 });
  await switchWebhook(admin, { id: webhookId, active: 'off' });
  await deliverWebhook(id, clock);
  expect(await only()).toMatchObject({ state: 'failed', problem: 'switched_off' });
  expect(await resendDelivery(admin, { deliveryId: id }, now)).toMatchObject({ refusal: { code: 'not_found' } });
});

test('one that never answers keeps nobody else waiting: after three such tries it is left alone for a minute', async () => {
  await made();
  for (const time of ['09:00', '11:00', '13:00', '15:00']) await booked(time, `at${time.slice(0, 2)}@example.org`);
  await tellWebhooks(now);
  const [next, ...before] = await deliveries();
  const tried = (problem: string) =>
    db().webhookDelivery.updateMany({
      where: { id: { in: before.map(({ id }) => id) } },
      data: { problem, lastAt: now, attempts: 1 },
    });
  await tried('timeout');
  await expect(deliverWebhook(next?.id ?? '', clock)).rejects.toThrow();
  expect([heard.length, (await db().webhookDelivery.findUnique({ where: { id: next?.id } }))?.attempts]).toEqual([
    0, 0,
  ]);
  await deliverWebhook(next?.id ?? '', () => new Date(now.getTime() + 60_000));
  expect(heard).toHaveLength(1);
});

test('secrets are shown once and stand in no row; a new one ends the former', async () => {
  const { id, secret } = await made();
  const renewed = await renewWebhookSecret(admin, { id });
  if (!renewed.ok) throw new Error(renewed.refusal.code);
  expect(renewed.value.secret).not.toBe(secret);
  const kept = JSON.stringify([await db().webhook.findMany(), await viewWebhooks(admin)]);
  expect(kept).not.toContain(renewed.value.secret);
  await booked();
  await tellWebhooks(now);
  await deliverWebhook((await only()).id, clock);
  const sent = String(heard[0]?.headers['carrel-signature']);
  const body = `${now.getTime() / 1000}.${heard[0]?.body}`;
  expect(sent).toContain(createHmac('sha256', renewed.value.secret).update(body).digest('hex'));
  const log = await db().auditEntry.findMany({ where: { subject: `webhook:${id}` }, orderBy: { id: 'asc' } });
  expect(log.map(({ act }) => act)).toEqual(['webhook.made', 'webhook.secret_renewed']);
  expect(JSON.stringify(log.map(({ detail }) => detail))).not.toContain('whsec_');
});

test('only admins, only https to public places, at least one event; changed and removed', async () => {
  const { id } = await made();
  const staff = person(sample.ada.id, 'staff');
  for (const ask of [
    makeWebhook(staff, { name: 'x', url, events: ALL }),
    removeWebhook(staff, { id }),
    viewWebhooks(staff),
    resendDelivery(staff, { deliveryId: '4bb4b1b2-3d40-4a6f-9a4c-6d4f0e3c0f10' }, now),
  ])
    expect(await ask).toMatchObject({ refusal: { code: 'not_allowed' } });
  const wrong = { id, name: '', url: 'http://hooks.example.org/', events: '' };
  expect(await changeWebhook(admin, wrong)).toMatchObject({
    refusal: { fields: { name: 'required', url: 'not_https_link', events: 'required' } },
  });
  expect(await makeWebhook(admin, { name: 'x', url: 'https://10.0.0.1/', events: ALL })).toMatchObject({
    refusal: { fields: { url: 'private_address' } },
  });
  const after = { id, name: 'Doors', url: 'https://hooks.example.org/', events: 'cancelled,created' };
  expect(await changeWebhook(admin, after)).toMatchObject({ ok: true });
  expect(await viewWebhooks(admin)).toMatchObject({ value: [{ name: 'Doors', events: ['created', 'cancelled'] }] });
  await booked();
  await tellWebhooks(now);
  expect(await removeWebhook(admin, { id })).toMatchObject({ ok: true });
  expect(await deliveries()).toEqual([]);
  expect(await dropOldEvents(db(), new Date(now.getTime() + 400 * 86_400_000))).toMatchObject({ count: 1 });
});

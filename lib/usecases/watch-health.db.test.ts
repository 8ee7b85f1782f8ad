import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { saveAlertSettings } from '@/lib/db/alert-settings';
import { db } from '@/lib/db/client';
import { emptyRows } from '@/lib/db/empty-rows.test-data';
import { dropOldLinkSamples, foldLinkSamples } from '@/lib/db/link-samples';
import { closeQueue, queue } from '@/lib/db/queue';
import { linkToCalendar, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { testDatabase } from '@/lib/db/test-database';
import { addMinutes } from '@/lib/time/interval';
import { sendAlertHook } from '@/lib/webhook/send-alert-hook';
import { saveAlerts } from './save-alerts';
import { makePerson } from './stand-in.test-data';
import { viewAlerts } from './view-alerts';
import { viewCalendarHealth } from './view-calendar-health';
import { viewHealthHistory } from './view-health-history';
import { viewUntakenWebhooks } from './view-untaken-webhooks';
import { watchHealth } from './watch-health';

testDatabase();
afterAll(closeQueue);

const NOW = new Date('2026-10-05T15:00:00Z');
const at = (minutes: number) => addMinutes(NOW, minutes);
let linkId: number;
let admin: Awaited<ReturnType<typeof makePerson>>;

const change = (data: object) => db().calendarLink.update({ where: { id: linkId }, data });
const fail = () => change({ state: 'degraded', stateReason: 'unavailable' });
const mend = () => change({ state: 'live', stateReason: null });
/** Turns of the timer, so many minutes from now. */
async function watch(...minutes: number[]) {
  for (const minute of minutes) await watchHealth(at(minute));
}
const jobs = async (name: 'connection_mail' | 'alert_hook') =>
  (
    await db().$queryRaw<{ data: { template?: string; began: number[]; ended: number[] } }[]>`
      SELECT data FROM pgboss.job WHERE name = ${name} ORDER BY created_on, id`
  ).map(({ data }) => data);

beforeEach(async () => {
  await emptyRows();
  await queue();
  const sample = await sampleLibrary();
  linkId = await linkToCalendar(sample.quiet.id, sample.ada.id);
  await change({ lastPullOkAt: at(-1) });
  admin = await makePerson('admin', 'admin@library.example');
});

test('a refused registration is one alert, not one of each calendar', async () => {
  const { resourceId } = await db().calendarLink.findUniqueOrThrow({ where: { id: linkId } });
  const other = await db().resource.findFirstOrThrow({ where: { kind: 'space', id: { not: resourceId } } });
  const { ownerId } = await db().syncConnection.findFirstOrThrow();
  await linkToCalendar(other.id, ownerId);
  await db().syncConnection.updateMany({ data: { status: 'app_error', statusReason: 'invalid_client 7000222' } });
  await watch(0, 5);
  expect(await db().healthAlert.findMany()).toMatchObject([{ kind: 'registration', linkId: null, toldAt: at(5) }]);
});

test('what needs a person for five minutes is told once, and again when it has been over for ten', async () => {
  await fail();
  await watch(0, 4);
  expect(await jobs('connection_mail')).toEqual([]);
  await watch(5, 6, 30);
  const [alert] = await db().healthAlert.findMany();
  expect(alert).toMatchObject({ kind: 'unread', linkId, since: at(0), toldAt: at(5), endedAt: null });
  expect(await jobs('connection_mail')).toMatchObject([{ template: 'health_alert', began: [alert?.id], ended: [] }]);
  await mend();
  await watch(31, 39);
  // Comes and goes: the same alert.
  await fail();
  await watch(40);
  await mend();
  await watch(41, 50, 51, 60);
  expect(await db().healthAlert.findMany()).toMatchObject([{ endedAt: at(40), overToldAt: at(51) }]);
  expect((await jobs('connection_mail')).slice(1)).toMatchObject([{ began: [], ended: [alert?.id] }]);
});

test('what passes within five minutes leaves no trace, and what has a mail of its own is told to the web address alone', async () => {
  await fail();
  await watch(0, 3);
  await mend();
  await watch(4, 5, 14, 20);
  expect(await db().healthAlert.count()).toBe(0);

  await saveAlertSettings(db(), { byMail: true, hook: 'https://chat.example/secret' });
  await change({ state: 'paused', stateReason: 'access_denied' });
  await watch(21, 26, 27);
  expect(await jobs('connection_mail')).toEqual([]);
  expect(await jobs('alert_hook')).toHaveLength(1);
});

test('several turns at once tell once, and switching the integration off ends all of it silently', async () => {
  await fail();
  await Promise.all([watchHealth(at(0)), watchHealth(at(0)), watchHealth(at(0))]);
  await watch(4);
  await Promise.all([watchHealth(at(5)), watchHealth(at(5)), watchHealth(at(5))]);
  expect(await db().healthAlert.count()).toBe(1);
  expect(await jobs('connection_mail')).toHaveLength(1);
  await db().integration.update({ where: { id: 1 }, data: { state: 'inactive' } });
  await watch(6, 30);
  expect(await db().healthAlert.findMany()).toMatchObject([{ endedAt: at(6), overToldAt: at(6) }]);
  expect(await jobs('connection_mail')).toHaveLength(1);
});

test('every five minutes it is noted how things stand; a growing count of corrections is an alert', async () => {
  await db().syncLog.createMany({
    data: [1, 2, 3].map((n) => ({
      ...{ at: at(-n), linkId, direction: 'push', op: 'event.create', outcome: n === 1 ? 'unavailable' : 'ok' },
    })),
  });
  await watch(0, 1, 5, 6, 10, 11);
  const history = await viewHealthHistory(admin, { range: 'day' }, at(12));
  expect(
    history.ok && history.value.samples.map(({ requests, failed, attention }) => [requests, failed, attention]),
  ).toEqual([[3, 1, 0]]);
  expect((await db().healthSample.findMany({ orderBy: { at: 'asc' } })).map((row) => row.at)).toEqual([
    at(0),
    at(5),
    at(10),
  ]);
  await change({ corrections: 2 });
  await watch(12, 17);
  const view = await viewAlerts(admin);
  expect(view.ok && view.value.open).toMatchObject([{ kind: 'corrected', name: null, toldAt: at(17) }]);
});

test('a point is the worst of its stretch, and the last that is told is how it stood then', async () => {
  const row = { oldestSeconds: 0, requests: 4, failed: 1, corrections: 0 };
  await db().healthSample.createMany({
    data: [
      { ...row, at: at(-10), waiting: 3, lagSeconds: 900, attention: 2 },
      { ...row, at: at(-5), waiting: 0, lagSeconds: 60, attention: 0 },
    ],
  });
  const history = await viewHealthHistory(admin, { range: 'day' }, NOW);
  const { samples, last } = history.ok ? history.value : { samples: [], last: null };
  expect(samples).toMatchObject([{ waiting: 3, lagSeconds: 900, attention: 2, failed: 2 }]);
  expect(last).toMatchObject({ waiting: 0, lagSeconds: 60, attention: 0, failed: 2 });
});

test('a case that nobody decides is an alert after a day, or an hour when its booking is near; one person asked alone is left in peace', async () => {
  const side = { start: at(4 * 1440), end: at(4 * 1440 + 60), showAs: 'busy' };
  const { resourceId } = await db().calendarLink.findUniqueOrThrow({ where: { id: linkId } });
  const booking = await db().booking.create({
    data: {
      ...{ publicId: 'near2345', status: 'confirmed', patronName: 'Sam', patronEmail: 'sam@example.org' },
      items: { create: { resourceId, startsAt: side.start, endsAt: side.end } },
    },
  });
  const about = { linkId, resourceId, bookingId: booking.id, kind: 'mirror_moved', seenAt: at(0) };
  const evidence = { ours: side, theirs: side };
  const { id } = await db().syncConflict.create({ data: { ...about, evidence, settleBy: at(2 * 1440) } });
  const look = async (minutes: number) => {
    await change({ lastPullOkAt: at(minutes) });
    await watch(minutes);
    const open = await db().healthAlert.findMany({ where: { endedAt: null }, select: { kind: true, linkId: true } });
    await db().healthAlert.deleteMany();
    return open;
  };
  const waits = [{ kind: 'cases_undecided', linkId }];
  expect(await look(1441)).toEqual([]);
  await db().syncConflict.update({ where: { id }, data: { settleBy: null } });
  expect([await look(1439), await look(1441)]).toEqual([[], waits]);
  await db().bookingItem.updateMany({ data: { startsAt: at(300), endsAt: at(360) } });
  expect([await look(59), await look(61)]).toEqual([[], waits]);
  await db().syncConflict.update({ where: { id }, data: { state: 'resolved', resolution: 'kept' } });
  expect(await look(1441)).toEqual([]);
});

test('each calendar has its own hours; after a week they become days, and what was put right counts where it grew', async () => {
  const failed = (minutes: number) => ({
    at: at(minutes),
    linkId,
    direction: 'pull',
    op: 'view.read',
    outcome: 'throttled',
  });
  await db().syncLog.createMany({ data: [failed(-3), failed(-2), failed(58)] });
  await change({ corrections: 4 });
  await watch(0, 5, 30);
  await change({ corrections: 6, lastPullOkAt: at(30) });
  await Promise.all([watchHealth(at(60)), watchHealth(at(60))]);
  await watch(65);
  const history = async (range: string, minutes: number) => {
    const view = await viewCalendarHealth(admin, { linkId, range }, at(minutes));
    if (!view.ok) throw new Error(view.refusal.code);
    return view.value.history.samples.map((one) => [
      one.at,
      Math.round(one.lagSeconds / 60),
      one.failed,
      one.corrections,
    ]);
  };
  // The first five minutes are those before the hour; of the first hour nothing is known to have grown.
  const hours = [
    [at(-60), 1, 2, 0],
    [at(0), 31, 1, 2],
    [at(60), 35, 0, 0],
  ];
  expect(await history('day', 90)).toEqual(hours);
  expect(await history('month', 90)).toEqual([[new Date('2026-10-05T00:00:00Z'), 35, 3, 2]]);

  await foldLinkSamples(db(), at(0));
  expect(await db().linkSample.count()).toBe(3);
  await foldLinkSamples(db(), at(1440));
  await foldLinkSamples(db(), at(1440));
  expect(await db().linkSample.findMany()).toEqual([
    { linkId, at: new Date('2026-10-05T00:00:00Z'), lagSeconds: 35 * 60, corrections: 6, failed: 3 },
  ]);
  await dropOldLinkSamples(db(), at(30 * 1440));
  expect(await db().linkSample.count()).toBe(0);
});

test('a program that does not take its webhooks is an alert, with Outlook or without, until they are taken or it is off', async () => {
  await db().integration.update({ where: { id: 1 }, data: { state: 'inactive' } });
  const { id: bookingId } = await db().booking.create({
    data: { publicId: 'b', status: 'confirmed', patronName: 'P', patronEmail: 'p@example.org' },
  });
  const { id: webhookId } = await db().webhook.create({
    data: { name: 'Signs', url: 'https://signs.example/', events: ['created'], secretEnc: 'x' },
  });
  const { id: eventId } = await db().bookingEvent.create({
    data: { bookingId, kind: 'created', transactionId: 1, at: at(-16) },
  });
  const message = {
    id: '0c7c6f8e-5d0d-4d6a-9a55-6f6a43a7c001',
    webhookId,
    eventId,
    untilAt: at(1440),
    createdAt: at(-16),
  };
  await db().webhookDelivery.create({ data: message });
  const untaken = async (minutes: number) => {
    const view = await viewUntakenWebhooks(admin, at(minutes));
    return view.ok && Object.values(view.value);
  };
  expect(await untaken(0)).toEqual([0, 0, 0]);
  await db().webhookDelivery.updateMany({ data: { attempts: 3, lastAt: at(-2), http: 500 } });
  expect(await untaken(-2)).toEqual([0, 0, 0]);
  expect(await untaken(0)).toEqual([1, 1, 0]);
  await watch(0, 5);
  const [alert] = await db().healthAlert.findMany();
  expect(alert).toMatchObject({ kind: 'webhooks_untaken', linkId: null, toldAt: at(5) });
  expect(await jobs('connection_mail')).toMatchObject([{ began: [alert?.id] }]);
  await db().webhookDelivery.updateMany({ data: { state: 'failed', lastAt: at(6) } });
  expect(await untaken(10)).toEqual([1, 0, 1]);
  expect(await untaken(1447)).toEqual([0, 0, 0]);
  await db().webhook.updateMany({ data: { active: false } });
  await watch(10, 16);
  expect(await db().healthAlert.findMany()).toMatchObject([{ endedAt: at(5), overToldAt: at(16) }]);
});

test('the web address gets text for people and events for programs; it is stored sealed and never shown', async () => {
  const given: { text: string; test: boolean; events: object[] }[] = [];
  let status = 200;
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      given.push(JSON.parse(body));
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await saveAlerts(admin, { byMail: 'on', hook: `http://${host}/hooks/secret` }, NOW)).toMatchObject({
    ok: true,
  });
  const stored = await db().alertSetting.findFirstOrThrow();
  expect(stored).toMatchObject({ hookHost: host, byMail: true });
  expect(stored.hookEnc).not.toContain('secret');
  expect(JSON.stringify(await db().auditEntry.findMany({ select: { detail: true } }))).not.toContain('secret');

  const row = { kind: 'writes_given_up', linkId, since: NOW, lastSeenAt: NOW };
  const { id } = await db().healthAlert.create({ data: row });
  try {
    await sendAlertHook({ began: [id], ended: [] }, 'd1');
    status = 500;
    await expect(sendAlertHook({ began: [], ended: [] }, 'd2')).rejects.toThrow();
  } finally {
    server.close();
  }
  const event = { id, kind: 'writes_given_up', calendar: 'Quiet room', over: null };
  expect(given).toMatchObject([
    { test: false, events: [event] },
    { test: true, events: [] },
  ]);
  expect(given[0]?.text).toContain('Quiet room: Writes were given up, since');
});

test.each(['http://chat.example/x', 'javascript:alert(1)', 'https://u:p@chat.example/', 'https://10.1.2.3/x'])(
  'a web address like %s is refused',
  async (hook) => {
    const answer = await saveAlerts(admin, { byMail: 'off', hook }, NOW);
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'invalid', fields: { hook: expect.any(String) } } });
  },
);

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, test, vi } from 'vitest';
import { db } from '@/lib/db/client';
import { testDatabase } from '@/lib/db/test-database';
import { hashToken } from '@/lib/seal';
import { localDateOf, wallTime } from '@/lib/time/zone';
import { bookSpace } from '@/lib/usecases/book-space';
import { receiveNotification } from '@/lib/usecases/receive-notification';
import { viewBooking } from '@/lib/usecases/view-booking';
import { viewSpaceDay } from '@/lib/usecases/view-space-day';
import { drainPull, drainPush } from '@/lib/worker/drain.test-data';
import { outlookEdits, STUDY, slot, span } from './outlook-edits.test-data';
import type { PullFacts } from './plan-pull';
import { testTenant } from './tenant.test-data';

/**
 * docs/walk.md shows what passes from file to file when a room is booked in Outlook, and when it is booked here. Every
 * block of data there is what this test sees; `WALK=write` puts in what it saw.
 */
const PAGE = 'docs/walk.md';
const seen = vi.hoisted(() => ({ rounds: [] as unknown[], pulls: [] as unknown[], pushes: [] as unknown[] }));

vi.mock('./plan-pull', async (original) => {
  const real = await original<typeof import('./plan-pull')>();
  const planPull = (facts: PullFacts) => {
    const plan = real.planPull(facts);
    seen.rounds.push([...facts.seen.values()]);
    seen.pulls.push(plan);
    return plan;
  };
  return { ...real, planPull };
});
vi.mock('./plan-push', async (original) => {
  const real = await original<typeof import('./plan-push')>();
  const planPush = (...facts: Parameters<typeof real.planPush>) => {
    const plan = real.planPush(...facts);
    seen.pushes.push(plan);
    return plan;
  };
  return { ...real, planPush };
});

testDatabase();
const tenant = testTenant();
const there = outlookEdits(tenant);
const ZONE = 'America/New_York';
const page = () => readFileSync(PAGE, 'utf8');

/** Names for what differs from run to run, in order of length so that no name hides in another. */
let names: [string, string][] = [];
const call = (name: string, value: string | null | undefined) => {
  if (value) names = [...names, [value, `‹${name}›`] as [string, string]].sort((a, b) => b[0].length - a[0].length);
};

/** As data, times by the library's clock. */
function shown(value: unknown): string {
  const today = localDateOf(new Date(), ZONE);
  const tomorrow = localDateOf(new Date(wallTime(today, 2_160, ZONE)), ZONE);
  const text = JSON.stringify(value, null, 2)
    .replace(/"(\d{4}-\d\d-\d\dT\d\d:\d\d)[^"]*"/g, (whole) => {
      const at = new Date(JSON.parse(whole).replace(/(\.\d{3})?\d*Z?$/, '$1Z'));
      if (localDateOf(at, ZONE) !== tomorrow) return '"‹now›"';
      const clock = { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
      return `"tomorrow ${new Intl.DateTimeFormat('en', clock).format(at)}"`;
    })
    .replaceAll(/W\/\\"[^"]*\\"/g, '‹etag›');
  return names.reduce((so, [from, to]) => so.replaceAll(from, to), text);
}

/** The block of this name on the page is exactly what was seen. */
function holds(name: string, value: unknown): void {
  const block = new RegExp(`(<!-- ${name} -->\\n\`\`\`json\\n)([\\s\\S]*?)(\\n\`\`\`)`);
  expect(page(), `${PAGE} has a block "${name}"`).toMatch(block);
  if (process.env.WALK === 'write')
    writeFileSync(
      PAGE,
      page().replace(block, (_, open, __, end) => open + shown(value) + end),
    );
  expect(block.exec(page())?.[2], name).toBe(shown(value));
}

const link = { dirtySeq: true, pulledSeq: true, state: true } as const;
const taken = async () => {
  const day = await viewSpaceDay({ kind: 'guest' }, { date: localDateOf(slot.start, ZONE) }, there.world().clock());
  const spaces = day.ok ? (day.value?.spaces ?? []) : [];
  return spaces.filter(({ id }) => id === there.sample().quiet.id).map(({ name, taken }) => ({ name, taken }));
};

beforeAll(() => {
  const files = [...page().matchAll(/`((?:app|lib)\/[^`\s]+\.tsx?)`/g)].map(([, file = '']) => file);
  expect(files.length).toBeGreaterThan(15);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});

test('a room is booked in Outlook', async () => {
  const linkId = await there.room();
  const clientStateHash = hashToken('the secret of this subscription');
  await db().subscription.create({ data: { linkId, urlKey: 'key', clientStateHash, state: 'active', graphId: 's' } });
  await there.foreign(STUDY, span(780, 840));
  const knock = JSON.parse(/<!-- knock -->\n```json\n([\s\S]*?)\n```/.exec(page())?.[1] ?? 'null');
  expect(await receiveNotification('key', knock, there.world().clock())).toBe(true);
  holds('mark', await db().calendarLink.findUnique({ where: { id: linkId }, select: link }));

  await drainPull(there.world());
  const [event] = await db().remoteEvent.findMany({ select: { remoteId: true, icalUid: true } });
  call('id of the event', event?.remoteId);
  call('iCalUId', event?.icalUid);
  holds('round', seen.rounds.at(-1));
  holds('pull plan', seen.pulls.at(-1));
  const columns = { startsAt: true, endsAt: true, remoteId: true } as const;
  holds('rows', {
    busy_block: await db().busyBlock.findMany({ select: columns }),
    calendar_link: await db().calendarLink.findUnique({ where: { id: linkId }, select: link }),
  });
  holds('day', await taken());
});

test('a room is booked here', async () => {
  const linkId = await there.room();
  const times = { start: slot.start.toISOString(), end: slot.end.toISOString() };
  const who = { name: 'Rosa Reader', email: 'rosa@example.org' };
  const wish = { spaceId: there.sample().quiet.id, ...times, ...who };
  expect(await bookSpace({ kind: 'guest' }, wish, there.world().clock())).toMatchObject({ ok: true });
  const { publicId, id } = await there.booking();
  call('public id', publicId);
  call('address', process.env.PUBLIC_URL);
  holds(
    'job',
    await db().pushJob.findMany({ select: { linkId: true, bookingId: true, priority: true, attempts: true } }),
  );
  seen.pushes.length = 0;
  await drainPush(there.world());
  holds('push plan', seen.pushes[0]);
  const [event] = (await tenant.events(STUDY)).filter(({ transactionId }) => transactionId);
  call('transaction id', event?.transactionId);
  const mirror = await db().bookingMirror.findFirst({ where: { linkId, bookingId: id } });
  call('id of the event', mirror?.remoteId);
  const marker = event?.singleValueExtendedProperties?.[0]?.value;
  call('installation', marker?.split('/')[0]);
  const { subject, showAs, start, end, transactionId } = event ?? {};
  holds('event', { subject, showAs, start: start?.dateTime, end: end?.dateTime, transactionId, marker });
  const { state, epoch, remoteId, agreedAt } = mirror ?? {};
  holds('mirror', { state, epoch, remoteId, agreedAt });
  holds('last plan', seen.pushes.at(-1));
  const admin = { kind: 'person', id: there.adminId(), name: '', email: '', role: 'admin', locale: 'en' } as const;
  const view = await viewBooking(admin, { publicId }, there.world().clock());
  const { status, calendar } = view.ok ? view.value : { status: null, calendar: null };
  holds('page', { status, calendar });
});

// biome-ignore lint/style/noRestrictedImports: a story from the form to Outlook and back, for tests only.
import type { Actor } from '@/lib/auth/can';
import { db } from '@/lib/db/client';
import { type Sample, sampleLibrary } from '@/lib/db/sample-library.test-data';
import { tomorrow } from '@/lib/time/tomorrow.test-data';
// biome-ignore lint/style/noRestrictedImports: a story from the form to Outlook and back, for tests only.
import { bookAppointment } from '@/lib/usecases/book-appointment';
// biome-ignore lint/style/noRestrictedImports: a story from the form to Outlook and back, for tests only.
import { bookSpace } from '@/lib/usecases/book-space';
// biome-ignore lint/style/noRestrictedImports: a story from the form to Outlook and back, for tests only.
import { drainPull, drainPush } from '@/lib/worker/drain.test-data';
import { type testTenant, utc } from './tenant.test-data';

/** A room that nobody uses on any day of the week: what is seeded into others would make a test depend on the day. */
export const STUDY = 'study-1@library.example';
export const ADA = 'librarian@library.example';
const guest: Actor = { kind: 'guest' };

export const slot = { start: tomorrow(600), end: tomorrow(660) };
export const half = { start: tomorrow(600), end: tomorrow(630) };
export const span = (from: number, to: number) => ({ start: tomorrow(from), end: tomorrow(to) });

/**
 * A room and a librarian, each with a calendar in the stand-in, and an admin who hears of cases. What people do in
 * Outlook, and what there is afterwards: bookings, events, cases, mails.
 */
export function outlookEdits(tenant: ReturnType<typeof testTenant>) {
  let sample: Sample;
  let adminId = 0;
  let aheadMs = 0;
  const later = () => ({ clock: () => new Date(Date.now() + aheadMs), sleep: async () => {} });

  async function empty(mailbox: string) {
    for (const { immutableId } of await tenant.events(mailbox))
      await tenant.control('DELETE', `/mailboxes/${mailbox}/events/${encodeURIComponent(immutableId)}?scope=series`);
  }

  async function begin() {
    aheadMs = 0;
    sample = await sampleLibrary();
    const admin = { name: 'Morgan Ellis', email: 'admin@library.example', role: 'admin' as const };
    adminId = (await db().person.create({ data: admin })).id;
  }

  const mine = async (mailbox: string) => (await tenant.events(mailbox)).filter(({ transactionId }) => transactionId);

  return {
    sample: () => sample,
    adminId: () => adminId,
    world: later,
    empty,
    async room(syncPolicy: object = {}) {
      await begin();
      await db().resource.update({ where: { id: sample.quiet.id }, data: { syncPolicy } });
      const connectionId = await tenant.connect('it@library.example', 'rooms', sample.ada.id);
      const linkId = await tenant.link(sample.quiet.id, connectionId, STUDY, 'it@library.example');
      await drainPull(later());
      return linkId;
    },
    async librarian(syncPolicy: object = {}) {
      await begin();
      await empty(ADA);
      await db().resource.update({ where: { id: sample.librarian.id }, data: { syncPolicy } });
      const connectionId = await tenant.connect(ADA, 'own', sample.ada.id);
      const linkId = await tenant.link(sample.librarian.id, connectionId, ADA);
      await drainPull(later());
      return { linkId, connectionId };
    },
    /** Ada meets patrons in the quiet room: hers and the room's calendar are both linked. */
    async pair(policies: { room?: object; librarian?: object } = {}) {
      const roomLink = await this.room(policies.room);
      await empty(ADA);
      const { id, personId } = sample.librarian;
      const syncPolicy = policies.librarian ?? {};
      const places = { create: { kind: 'room', name: 'Quiet room', spaceId: sample.quiet.id } };
      await db().resource.update({ where: { id }, data: { syncPolicy, places } });
      const connectionId = await tenant.connect(ADA, 'own', personId ?? 0);
      const linkId = await tenant.link(id, connectionId, ADA);
      await drainPull(later());
      return { roomLink, linkId, connectionId };
    },
    async book(when = slot, spaceId = sample.quiet.id) {
      const wish = { spaceId, start: when.start.toISOString(), end: when.end.toISOString() };
      return booked(
        await bookSpace(guest, { ...wish, name: 'Rosa Reader', email: 'rosa@example.org' }, later().clock()),
      );
    },
    meet: async (when = half) => booked(await ask(when)),
    /** The same, before anybody has asked Outlook. */
    ask: (when = half) => ask(when),
    /** The next look at the calendars, six minutes later, and everything that follows from it. */
    async look() {
      aheadMs += 360_000;
      await drainPull(later());
      await drainPush(later());
      await drainPull(later());
    },
    pass(ms: number) {
      aheadMs += ms;
      return later().clock();
    },
    mine,
    async change(mailbox: string, event: object) {
      const [one] = await mine(mailbox);
      await tenant.change(mailbox, one?.immutableId ?? '', event);
    },
    async remove(mailbox: string) {
      const [one] = await mine(mailbox);
      await tenant.remove(mailbox, one?.immutableId ?? '');
    },
    foreign: (mailbox: string, when: { start: Date; end: Date }, more: object = {}) =>
      tenant.create(mailbox, { start: utc(when.start), end: utc(when.end), ...more }),
    startOf: async (mailbox: string) =>
      (await mine(mailbox)).map(({ start }) => new Date(`${start.dateTime.slice(0, 19)}Z`)),
    booking: () => db().booking.findFirstOrThrow({ include: { items: true }, orderBy: { id: 'desc' } }),
    cases: () => db().syncConflict.findMany({ orderBy: { id: 'asc' } }),
    /** What the patron heard, in order, after the confirmation. */
    async patronMails() {
      const rows = await db().$queryRaw<{ template: string }[]>`
        SELECT data->>'template' AS template FROM pgboss.job WHERE name = 'mail' ORDER BY created_on`;
      return rows.map(({ template }) => template).filter((template) => template !== 'booking_confirmed');
    },
    async staffMails() {
      const rows = await db().$queryRaw<{ template: string; personId: number }[]>`
        SELECT data->>'template' AS template, (data->>'personId')::int AS "personId" FROM pgboss.job
        WHERE name = 'case_mail' ORDER BY created_on`;
      return rows.map(({ template, personId }) => [template, personId]);
    },
    audits: async () =>
      (await db().auditEntry.findMany({ where: { act: 'conflict.answered' }, orderBy: { id: 'asc' } })).map(
        ({ detail }) => detail,
      ),
  };

  function ask({ start, end }: { start: Date; end: Date }) {
    const wish = { slug: 'ada-park', start: start.toISOString(), end: end.toISOString() };
    return bookAppointment(guest, { ...wish, name: 'Rosa Reader', email: 'rosa@example.org' }, later().clock());
  }

  async function booked(answer: Awaited<ReturnType<typeof bookSpace>>) {
    if (!answer.ok) throw new Error(answer.refusal.code);
    await drainPush(later());
    return answer.value;
  }
}

import { type Actor, can, canSomewhere, placesOf, within } from '@/lib/auth/can';
import { decideBooking } from '@/lib/booking/decide-booking';
import { factsOf } from '@/lib/db/booking-facts';
import type { BookingItemRecord, BookingRecord } from '@/lib/db/booking-rows';
import { db } from '@/lib/db/client';
import { unmediatedCategories } from '@/lib/db/mediators';
import { momentFacts } from '@/lib/db/moment-facts';
import { countRequests, type Mediation, waitingRequests } from '@/lib/db/requests';
import { type ResourceRecord, resources } from '@/lib/db/resources';
import { type WrittenFacts, writtenFacts } from '@/lib/db/written-facts';
import type { Refusal } from '@/lib/refusal';
import { ok, type Result, refuse } from '@/lib/result';
import { type Interval, overlaps } from '@/lib/time/interval';

/** What speaks against a request now; none of it stops a mediator but a meeting, which is asked about. */
export type Clash =
  | { kind: 'begun'; at: Date }
  | { kind: 'meeting'; when: Interval }
  | { kind: 'rule'; refusal: Refusal };

export type RequestView = Pick<
  BookingRecord,
  'publicId' | 'createdAt' | 'patronName' | 'patronEmail' | 'note' | 'nickname' | 'answers' | 'items'
> & { timeZone: string; clashes: Clash[] };

export type RequestsView = {
  requests: RequestView[];
  more: number;
  /** Else they are looked at only. */
  mayDecide: boolean;
};

const AT_ONCE = 30;

/**
 * What waits for the asker's decision, the oldest first: everything for admins, else the places one is named for. Whoever
 * only looks sees all of their locations.
 */
export async function viewRequests(actor: Actor, now: Date): Promise<Result<RequestsView>> {
  const who = mediationOf(actor);
  if (!who) return refuse({ code: 'not_allowed' });
  const waiting = await waitingRequests(db(), who, AT_ONCE);
  const requests: RequestView[] = [];
  const places = await placesAbout(waiting.flatMap(({ items }) => items));
  for (const one of waiting) requests.push(asView(one, await clashesOf(one, places, now)));
  const more = waiting.length < AT_ONCE ? 0 : (await countRequests(db(), who)) - waiting.length;
  return ok({ requests, more, mayDecide: canSomewhere(actor, 'mediate') });
}

/** For the ways between the pages: how many wait. */
export async function countWaitingRequests(actor: Actor): Promise<number> {
  const who = mediationOf(actor);
  return who ? countRequests(db(), who) : 0;
}

/** Categories whose requests nobody is named for; for those who can do something about it, and those who wonder. */
export async function viewUnmediated(actor: Actor): Promise<{ names: string[]; mayName: boolean }> {
  if (!canSomewhere(actor, 'mediate')) return { names: [], mayName: false };
  const found = within(actor, await unmediatedCategories(db()), ({ locationId }) => locationId);
  const names = found.map(({ name, locationName }) => `${name} (${locationName})`);
  return { names, mayName: canSomewhere(actor, 'mediate_any') };
}

function mediationOf(actor: Actor): Mediation | null {
  if (actor.kind !== 'person' || !canSomewhere(actor, 'view_requests')) return null;
  const [places, onlyLooks] = [placesOf(actor), !canSomewhere(actor, 'mediate')];
  if (can(actor, 'mediate_any') || (onlyLooks && places === null)) return 'all';
  const manages = onlyLooks || canSomewhere(actor, 'mediate_any') ? (places ?? []) : [];
  return { personId: actor.id, locationIds: places, manages };
}

function asView(one: BookingRecord, clashes: Clash[]): RequestView {
  const { publicId, createdAt, patronName, patronEmail, note, nickname, answers, items } = one;
  const timeZone = items[0]?.timeZone ?? 'UTC';
  return { publicId, createdAt, patronName, patronEmail, note, nickname, answers, items, timeZone, clashes };
}

/** Where the requests are for, and what admins have written of it; read once for all. */
type Places = { found: Map<number, ResourceRecord>; written: WrittenFacts };

async function placesAbout(items: readonly BookingItemRecord[]): Promise<Places | null> {
  if (items.length === 0) return null;
  const found = await resources(db(), { ids: [...new Set(items.map(({ resourceId }) => resourceId))] });
  const start = new Date(Math.min(...items.map((item) => item.start.getTime())));
  const end = new Date(Math.max(...items.map((item) => item.end.getTime())));
  const written = await writtenFacts(db(), found, { start, end });
  return { found: new Map(found.map((one) => [one.id, one])), written };
}

/** Patrons' rules as they are now, and Outlook as it was read last; the request itself left out. */
async function clashesOf(booking: BookingRecord, places: Places | null, now: Date): Promise<Clash[]> {
  const clashes: Clash[] = [];
  const patron = { personId: booking.personId, email: booking.patronEmail };
  const begun = booking.items.find(({ start }) => start <= now);
  if (begun) clashes.push({ kind: 'begun', at: begun.start });
  for (const item of booking.items) {
    const resource = places?.found.get(item.resourceId);
    if (!places || !resource) continue;
    const asking = { patron, now, without: booking.id };
    const moment = await momentFacts(db(), [resource], item, places.written, asking);
    const [known] = factsOf([resource], item, places.written, moment);
    if (!known) continue;
    const meetings = known.facts.closed.filter((closed) => closed.kind === 'outlook' && overlaps(closed, item));
    for (const { start, end } of meetings) clashes.push({ kind: 'meeting', when: { start, end } });
    const facts = { ...known.facts, closed: known.facts.closed.filter(({ kind }) => kind !== 'outlook') };
    const decision = decideBooking(item, facts, now);
    if (!decision.ok && decision.refusal.code !== 'in_the_past')
      clashes.push({ kind: 'rule', refusal: decision.refusal });
  }
  return clashes;
}

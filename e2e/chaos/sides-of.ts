import { blocksAmiss, unheardCollisions } from '../two-sides/blocks';
import { mirrorsAmiss } from '../two-sides/mirrors';
import { type Outlook, seenBy } from '../two-sides/outlook';
import type { Sides } from '../two-sides/sides';
import type { Verdict } from '../two-sides/verdict';
import type { Linked } from './connect';

/** So far ahead both sides are compared: past everything that was booked, inside every calendar's horizon. */
const DAYS = 35;

export function sidesOf(outlook: Outlook, calendars: readonly Linked[]): Sides {
  const mailboxes = new Map(calendars.map(({ linkId, mailbox }) => [linkId, mailbox]));
  return {
    ...{ now: outlook.now, calendars, byHand: outlook.byHand, days: DAYS },
    seen: ({ linkId }) => seenBy(outlook, mailboxes.get(linkId) ?? '', DAYS + 1),
  };
}

/** Event for booking, busy time for event, case for collision: of every calendar, one verdict for each promise. */
export async function calendarsAmiss(sides: Sides): Promise<Verdict[]> {
  const sums = new Map<string, Verdict>();
  for (const calendar of sides.calendars) {
    const events = await sides.seen(calendar);
    const verdicts = [
      await mirrorsAmiss(sides, calendar, events),
      ...(await blocksAmiss(sides, calendar, events)),
      await unheardCollisions(sides, calendar),
    ];
    for (const verdict of verdicts) {
      const sum = sums.get(verdict.invariant) ?? { ...verdict, looked: 0, wrong: [] };
      sum.looked += verdict.looked;
      sum.wrong.push(...verdict.wrong);
      sums.set(verdict.invariant, sum);
    }
  }
  return [...sums.values()];
}

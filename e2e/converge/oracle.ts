import { blocksAmiss, unheardCollisions } from '../two-sides/blocks';
import { bothOrNeither, peopleInTwoPlaces } from '../two-sides/both-or-neither';
import { doubleBookings } from '../two-sides/double-bookings';
import { leaks } from '../two-sides/leaks';
import { mailsAmiss } from '../two-sides/mails';
import { mirrorsAmiss } from '../two-sides/mirrors';
import { seenBy } from '../two-sides/outlook';
import { type Calendar, SECRET_WORD, type Sides } from '../two-sides/sides';
import { unsettled } from '../two-sides/unsettled';
import { type Verdict, violationsOf } from '../two-sides/verdict';
import type { Mailbox } from './acts';
import type { Place } from './place';
import { UPN } from './stage';

/** What of I1–I18 does not hold now, in words; empty: all is well. Both sides are asked, neither is believed. */
export async function violations(place: Place): Promise<string[]> {
  const sides = sidesOf(place);
  const verdicts: Verdict[] = [await doubleBookings(), await bothOrNeither(), await peopleInTwoPlaces()];
  verdicts.push(...(await unsettled(place.now())));
  verdicts.push(await leaks([SECRET_WORD]), await mailsAmiss());
  for (const calendar of sides.calendars) {
    const events = await sides.seen(calendar);
    verdicts.push(await mirrorsAmiss(sides, calendar, events), ...(await blocksAmiss(sides, calendar, events)));
    verdicts.push(await unheardCollisions(sides, calendar));
  }
  return [...place.watch.violations, ...violationsOf(verdicts)];
}

const CALENDARS: readonly [Mailbox, Calendar['kind']][] = [
  ['oak', 'space'],
  ['cedar', 'space'],
  ['ada', 'person'],
];

function sidesOf(place: Place): Sides {
  return {
    now: place.now,
    calendars: CALENDARS.map(([name, kind]) => ({ name, kind, linkId: place.links[name] })),
    seen: ({ name }) => seenBy(place, UPN[name as Mailbox], 12),
    byHand: place.byHand,
    days: 9,
  };
}

import type { CalendarTrust } from './types';

/**
 * What a booking stands on when it is made (sync-design §8, §9). `own_rules`: no calendar has a say. `strict`: it waits
 * until Outlook was asked, written to and asked again, on every calendar that answers. `fast`: promised at once on what was read lately. `to_confirm`,
 * `closed`: nothing is known any more, and whose time it is has chosen what then.
 */
export type Footing = 'own_rules' | 'strict' | 'fast' | 'to_confirm' | 'closed';

/**
 * What one of the booked resources has chosen for when its calendar is silent, and of which resources calendars are its: it,
 * its parts and its wholes. Of an appointment with a room each has its own say: the room's choice is asked when the room's
 * calendar is silent, and not when the person's is.
 */
export type StaleChoice = { stale: 'to_confirm' | 'closed'; concerns: readonly number[] };

export function decideFooting(calendars: readonly CalendarTrust[], choices: readonly StaleChoice[]): Footing {
  // A calendar that is only written to says nothing about free time: it is waited for while it answers, no longer.
  const counting = calendars.filter(({ reads, writes, trust }) => reads || (writes && trust === 'live'));
  if (counting.length === 0) return 'own_rules';
  const silent = new Set(counting.filter(({ trust }) => trust === 'stale').map(({ resourceId }) => resourceId));
  const asked = choices.filter(({ concerns }) => concerns.some((id) => silent.has(id)));
  if (silent.size > 0) return asked.some(({ stale }) => stale === 'closed') ? 'closed' : 'to_confirm';
  // Whoever can be asked is asked, also beside one that cannot and was read lately.
  return counting.some(({ trust }) => trust === 'live') ? 'strict' : 'fast';
}

import type { CalendarTrust } from './types';

/**
 * What a booking stands on when it is made (sync-design §8, §9). `own_rules`: no calendar has a say. `strict`: it waits
 * until Outlook was asked, written to and asked again, on every calendar that answers. `fast`: promised at once on what was read lately. `to_confirm`,
 * `closed`: nothing is known any more, and whose time it is has chosen what then.
 */
export type Footing = 'own_rules' | 'strict' | 'fast' | 'to_confirm' | 'closed';

export function decideFooting(
  calendars: readonly CalendarTrust[],
  staleChoices: readonly ('to_confirm' | 'closed')[],
): Footing {
  // A calendar that is only written to says nothing about free time: it is waited for while it answers, no longer.
  const counting = calendars.filter(({ reads, writes, trust }) => reads || (writes && trust === 'live'));
  if (counting.length === 0) return 'own_rules';
  if (counting.some(({ trust }) => trust === 'stale')) return staleChoices.includes('closed') ? 'closed' : 'to_confirm';
  // Whoever can be asked is asked, also beside one that cannot and was read lately.
  return counting.some(({ trust }) => trust === 'live') ? 'strict' : 'fast';
}

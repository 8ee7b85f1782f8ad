/** What Outlook says of an event's time, in Microsoft's words; any other word, and none, is unknown. */
export const SHOWN_AS = ['free', 'tentative', 'workingElsewhere', 'busy', 'oof'] as const;
export type ShownAs = (typeof SHOWN_AS)[number];

/** Events of whole days: they never close one; only those shown as busy or away do; or all whose word closes time. */
export const ALL_DAY = ['never', 'when_busy', 'as_shown'] as const;
export type AllDay = (typeof ALL_DAY)[number];

/** Which words close time, and whether events of whole days do. */
export type Closers = Record<ShownAs, boolean> & { allDay: AllDay };

/** How appointments take place, as a policy names them. */
export const POLICY_MODES = ['inPerson', 'online'] as const;
export type PolicyMode = (typeof POLICY_MODES)[number];

/** How a calendar is read: a person may be away for visitors and there for a call. A space is read by both alike. */
export type ShowAsPolicy = Record<PolicyMode, Closers>;

/** sync-design §8. */
export const USUAL_CLOSERS: Closers = {
  ...{ free: false, tentative: true, workingElsewhere: false, busy: true, oof: true },
  allDay: 'when_busy',
};

/**
 * Whether an event closes time. What nobody knows closes it, whatever was chosen: unknown is never free.
 */
export function closesBy(closers: Closers, showAs: string, allDay: boolean): boolean {
  if (!isKnown(showAs)) return true;
  if (!closers[showAs]) return false;
  if (!allDay || closers.allDay === 'as_shown') return true;
  return closers.allDay === 'when_busy' && MEANT.has(showAs);
}

/** Words that open time although Outlook says plainly that somebody is not there: worth a warning. */
export const opensOver = (closers: Closers): ('busy' | 'oof')[] =>
  (['busy', 'oof'] as const).filter((word) => !closers[word] || closers.allDay === 'never');

/**
 * A policy, whatever the column holds: what it does not say, or says wrongly, is as usual. Until November 2026 it held
 * `{tentative, workingElsewhere}` for both modes at once, which still means what it meant.
 */
export function showAsPolicy(stored: unknown): ShowAsPolicy {
  const given = objectOf(stored);
  const isOld = !('inPerson' in given) && !('online' in given);
  return isOld
    ? { inPerson: closersOf(given), online: closersOf(given) }
    : { inPerson: closersOf(given.inPerson), online: closersOf(given.online) };
}

export const samePolicy = (a: ShowAsPolicy, b: ShowAsPolicy): boolean =>
  POLICY_MODES.every((mode) => sameClosers(a[mode], b[mode]));

export const sameClosers = (a: Closers, b: Closers): boolean =>
  a.allDay === b.allDay && SHOWN_AS.every((word) => a[word] === b[word]);

function closersOf(stored: unknown): Closers {
  const given = objectOf(stored);
  const word = (name: ShownAs) => {
    const value = given[name];
    return typeof value === 'boolean' ? value : USUAL_CLOSERS[name];
  };
  return {
    ...{ free: word('free'), tentative: word('tentative'), workingElsewhere: word('workingElsewhere') },
    ...{ busy: word('busy'), oof: word('oof') },
    allDay: ALL_DAY.find((one) => one === given.allDay) ?? USUAL_CLOSERS.allDay,
  };
}

/** For whole days, these alone are a person's plain word that they are not there (sync-design §8). */
const MEANT = new Set<string>(['busy', 'oof']);

const isKnown = (showAs: string): showAs is ShownAs => (SHOWN_AS as readonly string[]).includes(showAs);
const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

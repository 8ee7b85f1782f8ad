import type { BookingStatus } from './types';

type Meaning = {
  /** Its occupancy is active. */
  closes: boolean;
  /** How it is shown in Outlook; null: it has no event there. */
  showAs: 'busy' | 'tentative' | null;
};

/**
 * What each status means (sync-design §2). `hold` and `unverified` close time until their `holdUntil` only; whoever
 * inserts expires them first. `mediation` is shown as tentative, the default of the space's setting.
 */
const meaning = {
  hold: { closes: true, showAs: null },
  unverified: { closes: true, showAs: null },
  pending_remote: { closes: true, showAs: 'busy' },
  to_confirm: { closes: true, showAs: 'tentative' },
  mediation: { closes: true, showAs: 'tentative' },
  confirmed: { closes: true, showAs: 'busy' },
  denied: { closes: false, showAs: null },
  expired: { closes: false, showAs: null },
  cancelled: { closes: false, showAs: null },
  released: { closes: false, showAs: null },
} as const satisfies Record<BookingStatus, Meaning>;

export const closesTime = (status: BookingStatus): boolean => meaning[status].closes;

export const showAsOf = (status: BookingStatus): Meaning['showAs'] => meaning[status].showAs;

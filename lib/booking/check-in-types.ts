import type { Interval } from '@/lib/time/interval';
import type { BookingStatus } from './types';

/** What a location asks of those who come, in real minutes (libcal-domain §2.6). */
export type CheckInRules = {
  /** How long before the start one may check in; null: nobody is asked to. */
  before: number | null;
  /** How long after the start. */
  after: number;
  /** Nobody came: the space is given free. */
  release: boolean;
  /** How long after the end one may still check out. */
  outAfter: number;
  /** Since when these rules hold; null: always. */
  since: Date | null;
};

/** Of a booking with several spaces: from the first start to the last end. */
export type CheckInFacts = Interval & {
  status: BookingStatus;
  /** When it was promised: who books a slot under way has as long to come as everybody else. */
  madeAt: Date;
  checkedInAt: Date | null;
  checkedOutAt: Date | null;
  timeZone: string;
  rules: CheckInRules;
};

import { type Actor, canSomewhere } from '@/lib/auth/can';
import { checkInWindow, decideCheckIn, decideCheckOut, decideNoShow } from '@/lib/booking/decide-check-in';
import type { CheckInRecord } from '@/lib/db/check-ins';
import type { Interval } from '@/lib/time/interval';

/** A booking at the door, for whoever may see its details: the code, the window, and what is possible now. */
export type CheckInView = {
  code: string | null;
  /** Null: the location asks nobody to check in. */
  window: Interval | null;
  /** Nobody by the end of the window: given free. */
  release: boolean;
  checkedInAt: Date | null;
  checkedOutAt: Date | null;
  noShowAt: Date | null;
  may: { in: boolean; out: boolean; noShow: boolean; undo: boolean };
};

/** Null: it does not stand, and never began. */
export function asCheckInView(record: CheckInRecord, now: Date): CheckInView | null {
  const { code, status, checkedInAt, checkedOutAt, noShowAt, rules } = record;
  if (status !== 'confirmed' && status !== 'to_confirm') return null;
  const arrives = decideCheckIn(record, now);
  const leaves = decideCheckOut(record, now);
  const absent = decideNoShow(record, now).ok;
  return {
    ...{ code, window: checkInWindow(record), release: rules.release, checkedInAt, checkedOutAt, noShowAt },
    may: {
      in: arrives.ok && arrives.value === 'now',
      out: leaves.ok && leaves.value.done === 'now',
      noShow: absent && noShowAt === null,
      undo: absent && noShowAt !== null,
    },
  };
}

/** The same for the desk: whoever only looks presses nothing. */
export const checkInFor = (actor: Actor, view: CheckInView | null): CheckInView | null =>
  view && (canSomewhere(actor, 'manage_bookings') ? view : { ...view, may: NOTHING });

const NOTHING: CheckInView['may'] = { in: false, out: false, noShow: false, undo: false };

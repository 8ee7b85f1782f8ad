import { offers } from '@/lib/booking/slots';
import type { ClosedTime } from '@/lib/booking/types';
import type { ResourceFacts } from '@/lib/db/booking-facts';
import { clip, type Interval, merge, minutesBetween, subtract } from '@/lib/time/interval';

/** Real minutes since the day view begins. */
type Span = { from: number; to: number };

export type SpaceOfDay = {
  id: number;
  name: string;
  categoryId: number;
  categoryName: string;
  capacity: number | null;
  zone: string | null;
  features: string[];
  picture: string;
  pictureAlt: string;
  stepMinutes: number;
  open: Span[];
  /** Never overlapping; padding of bookings is part of what they take. */
  taken: (Span & { kind: ClosedTime['kind'] })[];
  /** From a start, lengths `min`, then by the step, up to `max`. */
  offers: { from: number; min: number; max: number }[];
};

/** A space within the frame of its location's day. */
export function spaceOfDay({ resource, facts }: ResourceFacts, frame: Interval, now: Date): SpaceOfDay {
  const minutes = ({ start, end }: Interval): Span => ({
    from: Math.floor(minutesBetween(frame.start, start)),
    to: Math.ceil(minutesBetween(frame.start, end)),
  });
  const open = facts.open.flatMap((stretch) => clip(stretch, frame) ?? []);
  const { id, name, categoryId, categoryName, capacity, zone, features, picture, pictureAlt, policy } = resource;
  return {
    ...{ id, name, categoryId, categoryName, capacity, zone, features, picture, pictureAlt },
    stepMinutes: policy.stepMinutes,
    open: open.map(minutes),
    taken: takenWithin(open, facts.closed).map(({ kind, ...stretch }) => ({ ...minutes(stretch), kind })),
    offers: offers(facts, frame, now).map(({ start, minMinutes, maxMinutes }) => ({
      from: minutesBetween(frame.start, start),
      min: minMinutes,
      max: maxMinutes,
    })),
  };
}

/** Where two kinds meet, the first of them is shown. */
const KINDS = ['booked', 'outlook', 'held'] as const satisfies ClosedTime['kind'][];

function takenWithin(
  open: readonly Interval[],
  closed: readonly ClosedTime[],
): (Interval & { kind: ClosedTime['kind'] })[] {
  const shown: (Interval & { kind: ClosedTime['kind'] })[] = [];
  for (const kind of KINDS) {
    const ofKind = closed.filter((one) => one.kind === kind);
    const inside = open.flatMap((stretch) => ofKind.flatMap((one) => clip(one, stretch) ?? []));
    shown.push(...subtract(merge(inside), shown).map((stretch) => ({ ...stretch, kind })));
  }
  return shown.sort((a, b) => a.start.getTime() - b.start.getTime());
}

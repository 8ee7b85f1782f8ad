import { type Interval, includes } from '@/lib/time/interval';

/** The day of a door, as JSON brings it: instants as text. */
export type DoorDay = {
  open: Times[];
  taken: (Times & { label: string })[];
};

type Times = { start: string; end: string };

export type DoorState = {
  word: 'free' | 'busy' | 'closed';
  /** Until when it stays so: the next booking, closing, opening; null: for the rest of the day. */
  until: Date | null;
  /** The name of who has it now, where names are shown. */
  label: string;
  /** What comes after that, the soonest first. */
  next: (Interval & { label: string })[];
};

const NEXT = 3;

/** What a door says at `now`, from the day it heard of last: so it stays true for hours without a connection. */
export function doorState(day: DoorDay, now: Date): DoorState {
  const open = day.open.map(asInterval);
  const taken = day.taken.map((one) => ({ ...asInterval(one), label: one.label }));
  const next = taken.filter(({ start }) => start > now);
  const current = taken.find((one) => includes(one, now));
  if (current) {
    // Somebody follows at once: it is not free in between.
    let { end } = current;
    for (const one of next) if (one.start <= end && one.end > end) end = one.end;
    return { word: 'busy', until: end, label: current.label, next: next.slice(0, NEXT) };
  }
  const stretch = open.find((one) => includes(one, now));
  if (!stretch) {
    const opens = open.find(({ start }) => start > now);
    return { word: 'closed', until: opens?.start ?? null, label: '', next: next.slice(0, NEXT) };
  }
  const first = next[0];
  const until = first && first.start < stretch.end ? first.start : stretch.end;
  return { word: 'free', until, label: '', next: next.slice(0, NEXT) };
}

const asInterval = ({ start, end }: Times): Interval => ({ start: new Date(start), end: new Date(end) });

import type { Verdict } from '@/lib/booking/judge-series';
import type { Tx } from '@/lib/db/client';
import type { InTheWay } from '@/lib/db/in-the-way';
import type { SeriesRow, SeriesTime } from '@/lib/db/series';
import { otherSpacesFor } from './free-for-series';
import { type Place, placeJudge } from './judge-series-places';

export type DraftTime = SeriesTime & {
  spaceName: string;
  timeZone: string;
  /** The word on it as the rule has it; null: the space is gone. */
  verdict: Verdict | null;
  /** The bookings in its way. */
  uses: InTheWay[];
  /** Where it could go instead: itself first, for another time; `free` at the time that the rule has. */
  spaces: { id: number; name: string; free: boolean }[];
  /** What speaks against it as chosen; null: it can be booked, or is left out. */
  problem: 'open' | 'moved_taken' | 'moved_meeting' | null;
  /** Patron rules that it goes beyond as chosen. */
  beyond: string[];
};

/** A draft as things stand now: each time with its word, what is in its way, and whether that is seen to. */
export async function draftTimes(tx: Tx, series: SeriesRow, now: Date): Promise<DraftTime[]> {
  const chosen = series.times.flatMap((time) => {
    const place = placeOf(time);
    return place ? [{ position: time.position, ...place }] : [];
  });
  const asked = series.times.map(({ position, from }) => ({ position, ...from }));
  const { judge, spaces, uses } = await placeJudge(tx, series, [...asked, ...chosen], now);
  const [verdicts, asChosen] = [judge(asked), judge(chosen)];
  const needy = series.times.filter(({ position }) => MOVABLE.has(verdicts.get(position)?.state ?? 'never'));
  const [first] = needy;
  // Who blocks a space means that space.
  const others =
    first && !series.isBlock
      ? await otherSpacesFor(
          tx,
          first.from.resourceId,
          needy.map(({ from }) => from),
          now,
        )
      : null;
  return series.times.map((time): DraftTime => {
    const { position, from, choice } = time;
    const space = spaces.get(from.resourceId);
    const verdict = verdicts.get(position) ?? null;
    const free = others && needy.includes(time) ? others.freeAt(from) : [];
    const own = { id: from.resourceId, name: space?.name ?? '', free: false };
    const known = asChosen.get(position);
    return {
      ...time,
      ...{ spaceName: space?.name ?? '', timeZone: space?.timeZone ?? 'UTC', verdict, uses: uses(from) },
      spaces: others ? [own, ...others.spaces.map((one) => ({ ...one, free: free.includes(one.id) }))] : [],
      problem: choice === 'skip' ? null : problemOf(known, time),
      beyond: known && 'beyond' in known ? known.beyond : [],
    };
  });
}

const MOVABLE: ReadonlySet<Verdict['state']> = new Set(['booking', 'meeting', 'own']);

/** Where and when a time is to be booked as things are chosen; null: it is left out. */
export const placeOf = ({ choice, from, to }: Pick<SeriesTime, 'choice' | 'from' | 'to'>): Place | null =>
  choice === 'skip' ? null : choice === 'move' && to ? to : from;

function problemOf(verdict: Verdict | undefined, { choice, to }: SeriesTime): DraftTime['problem'] {
  if (verdict?.state === 'free') return choice === 'move' && !to ? 'open' : null;
  if (choice === 'move' && to) return verdict?.state === 'meeting' ? 'moved_meeting' : 'moved_taken';
  return verdict?.state === 'meeting' && choice === 'anyway' ? null : 'open';
}

import { DAY_MS, type Interval } from '@/lib/time/interval';
import type { Fairness } from './appointment-types';

/** How far before and after the wanted start appointments are counted: what lies further off tires nobody now. */
const FAIR_DAYS = 14;

/** Somebody whom a patron who does not mind might meet. */
export type FairCandidate = {
  /** Of the person's resource. */
  id: number;
  /** Appointments that stand and begin within {@link fairWindow}, whoever chose them. */
  count: number;
  /** When fair distribution chose this person last; null: never. */
  lastChosenAt: Date | null;
};

/** In which time appointments are counted for one that begins at `start`. */
export const fairWindow = (start: Date): Interval => ({
  start: new Date(start.getTime() - FAIR_DAYS * DAY_MS),
  end: new Date(start.getTime() + FAIR_DAYS * DAY_MS),
});

/**
 * In which order people are asked to take an appointment that anybody may take: the least booked first; of those alike
 * the one whose last turn is longest ago, who never had one before all others; then by id, so that the answer never
 * hangs on how they were read (docs/decisions/0028).
 */
export const fairOrder = <Candidate extends FairCandidate>(candidates: readonly Candidate[]): Candidate[] =>
  [...candidates].sort((a, b) => a.count - b.count || turnOf(a) - turnOf(b) || a.id - b.id);

/** What is kept of the choice of `chosen` among those who were `free`. */
export function fairnessOf(chosen: FairCandidate, free: readonly FairCandidate[], start: Date): Fairness {
  const { start: from, end: to } = fairWindow(start);
  return {
    ...{ from: from.toISOString(), to: to.toISOString(), own: chosen.count, free: free.length },
    tied: free.filter(({ count }) => count === chosen.count).length,
  };
}

const turnOf = ({ lastChosenAt }: FairCandidate) => lastChosenAt?.getTime() ?? 0;

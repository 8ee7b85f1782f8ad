import type { PersonSlots } from '@/lib/usecases/view-person-slots';

type Offer = PersonSlots['days'][number]['offers'][number];

/** The lengths that some place allows, shortest first; whether the chosen one does, the rule says when it is sent. */
export function lengthsFor({ at, minMinutes, maxMinutes }: Offer, stepMinutes: number): number[] {
  const longest = Math.max(maxMinutes, ...at.map((one) => one.maxMinutes));
  const lengths: number[] = [];
  for (let minutes = minMinutes; minutes <= longest; minutes += stepMinutes) lengths.push(minutes);
  return lengths;
}

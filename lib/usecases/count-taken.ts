import type { Actor } from '@/lib/auth/can';
import type { ResourceRecord } from '@/lib/db/resources';
import type { Refusal } from '@/lib/refusal';
import type { Result } from '@/lib/result';
import { type Interval, minutesIn } from '@/lib/time/interval';
import { localDateOf, wallMinute } from '@/lib/time/zone';
import { countSearch } from './count-search';

type Chosen = Interval & { resource: Pick<ResourceRecord, 'kind' | 'locationId' | 'timeZone'> };

/** A time that was on offer was chosen, and somebody else was faster: counted beside the searches. Whose it was is not kept. */
export async function countTaken(
  actor: Actor,
  { resource, start, end }: Chosen,
  answer: Result<unknown>,
  now: Date,
): Promise<void> {
  if (answer.ok || !isTaken(answer.refusal)) return;
  const { kind, locationId, timeZone } = resource;
  const seen = { kind, locationId, timeZone, outcome: 'taken_meanwhile', date: localDateOf(start, timeZone) } as const;
  const hour = Math.floor(wallMinute(start, timeZone) / 60);
  await countSearch(actor, { ...seen, hour, minutes: kind === 'space' ? minutesIn({ start, end }) : null }, now);
}

const isTaken = (refusal: Refusal): boolean =>
  refusal.code === 'of_space' ? isTaken(refusal.problem) : refusal.code === 'slot_taken';

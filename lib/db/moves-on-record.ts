import { z } from 'zod';
import type { Tx } from '@/lib/db/client';
import type { Interval } from '@/lib/time/interval';

type Place = Interval & { resourceId: number };

/** Where a booking lay or lies, as the detail of an audit entry has it; instants in UTC. */
export const placesOnRecord = (items: readonly Place[]) =>
  items.map(({ resourceId, start, end }) => ({ resourceId, start: start.toISOString(), end: end.toISOString() }));

const places = z
  .array(z.object({ resourceId: z.number(), start: z.iso.datetime(), end: z.iso.datetime() }))
  .min(1)
  .transform((all) => all.map((one) => ({ ...one, start: new Date(one.start), end: new Date(one.end) })));
const moveOnRecord = z.object({ from: places, to: places });

/** From when and where to when and where; `space` null: it stayed where it was, or its space is gone. */
export type RecordedMove = Record<'from' | 'to', (Interval & { space: string | null })[]>;

/** What entries say of a move, with today's names of the spaces; null: nothing. */
export async function movesOf(tx: Tx, details: readonly unknown[]): Promise<(detail: unknown) => RecordedMove | null> {
  const read = new Map(details.map((detail) => [detail, moveOnRecord.safeParse(detail).data]));
  const ids = [...read.values()].flatMap((move) => (move ? [...move.from, ...move.to] : [])).map(idOf);
  const spaces = ids.length === 0 ? [] : await tx.resource.findMany({ where: { id: { in: ids } } });
  const nameOf = (id: number) => spaces.find((space) => space.id === id)?.name ?? null;
  return (detail) => {
    const move = read.get(detail);
    if (!move) return null;
    const isElsewhere = move.to.some(({ resourceId }) => !move.from.map(idOf).includes(resourceId));
    const shown = ({ resourceId, start, end }: Place) => ({
      start,
      end,
      space: isElsewhere ? nameOf(resourceId) : null,
    });
    return { from: move.from.map(shown), to: move.to.map(shown) };
  };
}

const idOf = ({ resourceId }: Pick<Place, 'resourceId'>) => resourceId;

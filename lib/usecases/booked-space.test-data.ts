import { db } from '@/lib/db/client';
import { moment } from '@/lib/db/sample-library.test-data';

let count = 0;

/** `on`: its date, start and end by the clock of the sample library. */
export type BookedSpace = { on: [date: string, from: string, to: string]; space: number } & Record<string, unknown>;

/** A booking of a space that stood, made three hours before, unless said otherwise; with what it closes below it. */
export async function bookedSpace({ on: [date, from, to], space, ...more }: BookedSpace): Promise<number> {
  const times = { startsAt: moment(date, from), endsAt: moment(date, to) };
  const parts = await db().resourcePart.findMany({ where: { wholeId: space } });
  const { id } = await db().booking.create({
    data: {
      ...{ publicId: `b${count++}`, status: 'confirmed', patronName: 'Rosa Reader', patronEmail: 'rosa@example.org' },
      ...{ createdAt: new Date(times.startsAt.getTime() - 3 * 3_600_000), ...more },
      items: { create: { resourceId: space, ...times } },
      occupancy: {
        create: [space, ...parts.map(({ partId }) => partId)].map((resourceId) => ({
          ...{ resourceId, ...times, active: !['cancelled', 'released'].includes(String(more.status)) },
        })),
      },
    },
  });
  return id;
}

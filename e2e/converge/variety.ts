import { policyChoices } from '@/lib/booking/sync-policy';
import { db } from '@/lib/db/client';
import type { Sample } from '@/lib/db/sample-library.test-data';
import type { Room } from './acts';
import { createRandom, type Random } from './random';

/** What kind of library a seed makes. */
export type Variety = {
  /** Rooms are polled through an account, or told of by webhooks through the application. */
  roomMode: 'delegated' | 'app';
  /** Both rooms are parts of a hall, with time to clean up after each booking. */
  isHall: boolean;
  random: Random;
};

export function drawVariety(seed: number): Variety {
  const random = createRandom(seed ^ 0x1ab);
  return { roomMode: random.chance(0.3) ? 'app' : 'delegated', isHall: random.chance(0.4), random };
}

/** Which space each room's calendar stands for, and the whole of both, if there is one. */
export const spacesOf = ({ quiet, corner, east, west, hall }: Sample, { isHall }: Variety) =>
  isHall ? { oak: east.id, cedar: west.id, hall: hall.id } : { oak: quiet.id, cedar: corner.id, hall: null };
export type Spaces = Record<Room, number> & { hall: number | null };

/** What is answered when Outlook disagrees: as by default in half of the libraries, any of the choices in the others. */
export async function choosePolicies(spaces: Spaces, librarianId: number, { random }: Variety): Promise<void> {
  if (random.chance(0.5)) return;
  const drawn = (kind: 'space' | 'person') =>
    Object.fromEntries(Object.entries(policyChoices[kind]).map(([name, all]) => [name, random.pick<string>(all)]));
  for (const id of [spaces.oak, spaces.cedar])
    await db().resource.update({ where: { id }, data: { syncPolicy: drawn('space') } });
  await db().resource.update({ where: { id: librarianId }, data: { syncPolicy: drawn('person') } });
}

/** She is at her desk and in either room whenever she is there. */
export async function meetingPlaces(spaces: Spaces, resourceId: number): Promise<Record<'desk' | Room, number>> {
  const rule = await db().availabilityRule.findFirstOrThrow({ where: { resourceId } });
  const place = async (name: string, where: { kind: 'desk' } | { kind: 'room'; spaceId: number }) =>
    (
      await db().appointmentPlace.create({
        data: { resourceId, name, ...where, rules: { create: { ruleId: rule.id } } },
      })
    ).id;
  return {
    desk: await place('Desk', { kind: 'desk' }),
    oak: await place('Oak', { kind: 'room', spaceId: spaces.oak }),
    cedar: await place('Cedar', { kind: 'room', spaceId: spaces.cedar }),
  };
}

import fc from 'fast-check';
import { closesTime } from '@/lib/booking/closes-time';
import { cancelBooking } from './answer.test-data';
import { drop, eventAt, store } from './outlook.test-data';
import { at, type World } from './world.test-data';

/** Somebody acts while the machines are at work: a person in Outlook, or the patron. */
export type Act =
  | { do: 'move'; to: number }
  | { do: 'free' | 'bring_back' | 'delete' | 'rename' | 'cancel' }
  | { do: 'others_come'; at: number };

export const acts: fc.Arbitrary<readonly { after: number; act: Act }[]> = fc.array(
  fc.record({
    after: fc.nat({ max: 16 }),
    act: fc.oneof(
      fc.record({ do: fc.constant('move' as const), to: fc.constantFrom(9, 11, 13, 14, 16) }),
      fc.record({ do: fc.constantFrom('free' as const, 'bring_back', 'delete', 'rename', 'cancel') }),
      fc.record({ do: fc.constant('others_come' as const), at: fc.constantFrom(10, 11, 13) }),
    ),
  }),
  { minLength: 1, maxLength: 4 },
);

export function perform(world: World, act: Act): void {
  const { booking, mirror } = world;
  if (act.do === 'others_come') store(world, eventAt(`p${world.serial}`, at(act.at), at(act.at + 1)));
  if (act.do === 'cancel' && closesTime(booking.status)) cancelBooking(world);
  const event = mirror?.remoteId ? world.events.get(mirror.remoteId) : undefined;
  if (!event) return;
  if (act.do === 'move') store(world, { ...event, start: at(act.to), end: at(act.to + 1), allDay: false });
  if (act.do === 'free') store(world, { ...event, showAs: 'free' });
  if (act.do === 'bring_back') store(world, { ...event, start: booking.start, end: booking.end, showAs: 'busy' });
  if (act.do === 'delete' || act.do === 'rename') drop(world, event.remoteId);
  if (act.do === 'rename') store(world, { ...event, remoteId: `n${world.serial}` });
}

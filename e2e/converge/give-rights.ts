import type { Room } from './acts';
import type { Place } from './place';
import { UPN } from './stage';

/** The account that holds the rooms may write into one, or does not even see it. */
export async function giveRights(place: Place, room: Room, on: boolean): Promise<void> {
  const role = on ? 'write' : 'none';
  const who = { mailbox: UPN[room], upn: 'it@library.example' };
  await place.control('POST', '/identity', { action: 'calendar_role', ...who, role });
}

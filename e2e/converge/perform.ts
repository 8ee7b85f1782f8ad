import type { Actor } from '@/lib/auth/can';
import type { BookingStatus } from '@/lib/booking/types';
import { db, transaction } from '@/lib/db/client';
import { unlink } from '@/lib/db/links';
import { bookAppointment } from '@/lib/usecases/book-appointment';
import { bookSpace } from '@/lib/usecases/book-space';
import { cancelBooking } from '@/lib/usecases/cancel-booking';
import { changeBooking } from '@/lib/usecases/change-booking';
import { change, copy, meeting, remove, repeat, restore, shift, shifted } from '../two-sides/outlook';
import { SECRET_WORD } from '../two-sides/sides';
import type { Act, Slot } from './acts';
import { decide } from './decide';
import { giveRights } from './give-rights';
import { intervalOf } from './interval-of';
import type { Place } from './place';
import { activate } from './quiesce';
import { runWork } from './run-work';
import { UPN } from './stage';
import { makeTrouble } from './trouble';

const guest: Actor = { kind: 'guest' };
const staff: Actor = {
  kind: 'person',
  id: 1,
  name: 'Ada Park',
  email: 'ada@library.example',
  role: 'admin',
  locale: 'en',
};

/** Does one act. What cannot be done now (nothing to cancel, a slot that is taken) is no act. */
export async function perform(place: Place, act: Act): Promise<void> {
  switch (act.act) {
    case 'book':
      return book(place, place.spaces[act.room] ?? place.spaces.oak, act.slot);
    case 'appoint':
      return appoint(place, act);
    case 'change':
      return changeTime(place, act);
    case 'cancel':
      return cancel(place, act.which);
    case 'decide':
      return decide(place, staff, act.which, act.choice);
    case 'meet':
      await place.control(
        'POST',
        `/mailboxes/${UPN[act.mailbox]}/events`,
        meeting(intervalOf(place, act.slot), act.how),
      );
      return;
    case 'move':
      return change(place, UPN[act.mailbox], act.which, (event) => shifted(event, act.byHalves));
    case 'free':
      return change(place, UPN[act.mailbox], act.which, () => ({ showAs: 'free' }));
    case 'retitle':
      return change(place, UPN[act.mailbox], act.which, () => ({
        subject: `${SECRET_WORD} again`,
        categories: ['Red'],
      }));
    case 'delete':
      return remove(place, UPN[act.mailbox], act.which);
    case 'copy':
      return copy(place, UPN[act.mailbox], act.which, act.byHalves);
    case 'restore':
      return restore(place, UPN[act.mailbox], act.which);
    case 'repeat':
      return repeat(place, UPN[act.mailbox], act.which);
    case 'shift':
      return shift(place, UPN[act.mailbox], act.which, act.minutes);
    case 'move_mailbox':
      await place.control('POST', `/mailboxes/${UPN[act.mailbox]}/moved`, {});
      return;
    case 'rights':
      return giveRights(place, act.room, act.on);
    case 'fault':
      return makeTrouble(place, act);
    case 'wait':
      return place.pass(act.ms);
    case 'pause_integration':
      if (!act.on) return activate();
      await db().integration.update({ where: { id: 1 }, data: { state: 'inactive' } });
      return;
    case 'relink':
      await transaction((tx) => unlink(tx, place.links[act.mailbox], place.now()));
      return place.relink(act.mailbox);
    case 'work':
      return runWork(place, act, (meanwhile) => perform(place, meanwhile));
  }
}

const patron = (place: Place) => ({ name: 'Rosa Reader', email: `rosa${place.watch.requests}@example.org` });

async function book(place: Place, spaceId: number, slot: Slot): Promise<void> {
  const { start, end } = intervalOf(place, slot);
  const wish = { spaceId, start: start.toISOString(), end: end.toISOString(), ...patron(place) };
  await bookSpace(guest, wish, place.now());
}

async function appoint(place: Place, { slot, in: room }: Extract<Act, { act: 'appoint' }>): Promise<void> {
  const { start } = intervalOf(place, slot);
  const placeId = place.places[room ?? 'desk'];
  const wish = { slug: 'ada-park', placeId, start: start.toISOString(), ...patron(place) };
  await bookAppointment(guest, wish, place.now());
}

async function changeTime(place: Place, { which, slot }: Extract<Act, { act: 'change' }>): Promise<void> {
  const booking = await pick(['confirmed'], which);
  const { start } = intervalOf(place, slot);
  const wish = { publicId: booking?.publicId, start: start.toISOString() };
  if (booking) await changeBooking(staff, wish, place.now(), place.world(which));
}

async function cancel(place: Place, which: number): Promise<void> {
  const booking = await pick(['pending_remote', 'confirmed', 'to_confirm'], which);
  if (booking) await cancelBooking(staff, { publicId: booking.publicId }, place.now());
}

async function pick(statuses: BookingStatus[], which: number) {
  const found = await db().booking.findMany({ where: { status: { in: statuses } }, orderBy: { id: 'asc' } });
  return found[which % Math.max(found.length, 1)];
}

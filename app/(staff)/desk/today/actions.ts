'use server';

import { redirect } from 'next/navigation';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { checkIn } from '@/lib/usecases/check-in';
import { checkOut } from '@/lib/usecases/check-out';
import { markNoShowByStaff } from '@/lib/usecases/mark-no-show';

/** What staff note about who came: `act` says which button was pressed. */
export async function noteArrival(_: FormState, form: FormData): Promise<FormState> {
  const { act, publicId, bookingId, timeZone, back } = fromForm(form);
  const [actor, now] = [await currentActor(), new Date()];
  const answer =
    act === 'in'
      ? await checkIn(actor, { publicId }, null, now)
      : act === 'out'
        ? await checkOut(actor, { publicId }, null, now)
        : await markNoShowByStaff(actor, { bookingId, ...(act === 'undo' && { undo: 'undo' }) }, now);
  if (!answer.ok) return refusedForm(answer.refusal, { timeZone: timeZone ?? 'UTC' });
  // Only to the desk's own pages.
  redirect(back?.startsWith('/desk/') ? back : '/desk/today');
}

'use server';

import { redirect } from 'next/navigation';
import { type FormState, refusedForm } from '@/app/(patron)/form-state';
import { currentActor } from '@/lib/auth/actor';
import { fromForm } from '@/lib/parse';
import { cancelBooking } from '@/lib/usecases/cancel-booking';
import { cancelSeries } from '@/lib/usecases/cancel-series';
import { decideSeries, dropDraft } from '@/lib/usecases/decide-series';

/** What becomes of each time of a draft; or it is given up. What is left to decide is said by the page itself. */
export async function decideSeriesAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const [actor, page] = [await currentActor(), `/desk/series/${Number(raw.seriesId) || ''}`];
  if (raw.act === 'drop') {
    const dropped = await dropDraft(actor, raw);
    if (!dropped.ok) return refusedForm(dropped.refusal, raw);
    redirect('/desk/today');
  }
  const answer = await decideSeries(actor, raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  const { value } = answer;
  // Counted, so that the same answer is said again.
  if (value.state === 'open') redirect(`${page}?open=${(Number(raw.tries) || 0) + 1}`);
  if (value.state !== 'booked') redirect(page);
  redirect(value.isBlock ? '/desk/blocks?done=blocked' : `/bookings/${value.publicId}`);
}

/** What is left of a series, or from one booking on. */
export async function cancelSeriesAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await cancelSeries(await currentActor(), raw, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect(`/desk/series/${raw.seriesId}?cancelled=${answer.value.count}`);
}

/** Blocked time is free again: its booking is cancelled. */
export async function liftBlockAction(_: FormState, form: FormData): Promise<FormState> {
  const raw = fromForm(form);
  const answer = await cancelBooking(await currentActor(), { publicId: raw.publicId }, new Date());
  if (!answer.ok) return refusedForm(answer.refusal, raw);
  redirect('/desk/blocks?done=lifted');
}

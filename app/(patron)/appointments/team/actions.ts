'use server';

import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { hereHref } from '@/app/frame-look';
import { currentActor } from '@/lib/auth/actor';
import { currentVisitor } from '@/lib/auth/visitor';
import { formatDateRange } from '@/lib/messages/format';
import { fromForm } from '@/lib/parse';
import { awaitBooking } from '@/lib/usecases/await-booking';
import { bookWithTeam } from '@/lib/usecases/book-with-team';
import { viewTeam } from '@/lib/usecases/view-team';
import { chosenAnswers } from '../../chosen-answers';
import { type FormState, refusedForm } from '../../form-state';
import { nearTimes } from './near-times';
import { startOf } from './read-team';
import { teamHref } from './team-href';

/** Books the chosen time with whoever was named, or with the least booked of those who are free. */
export async function bookTeam(_: FormState, form: FormData): Promise<FormState> {
  const raw = { ...fromForm(form), ...chosenAnswers(form) };
  const [actor, visitor, now, locale] = [await currentActor(), await currentVisitor(), new Date(), await getLocale()];
  const answer = await bookWithTeam(actor, { ...raw, locale }, now, visitor);
  const to = await hereHref();
  if (answer.ok) {
    await awaitBooking(answer.value.publicId);
    redirect(to(`/bookings/${answer.value.publicId}?key=${answer.value.key}`));
  }
  const refused = await refusedForm(answer.refusal, raw);
  const found = refused.message === null ? null : await viewTeam(actor, raw, now);
  const start = startOf({ start: raw.start });
  if (!found?.ok || start === null) return refused;
  const place = { locale, timeZone: found.value.timeZone };
  const instead = nearTimes(found.value, new Date(start)).map((one) => ({
    href: to(`${teamHref(found.value, { start: one.start })}#book`),
    label: formatDateRange(one.start, one.end, place),
  }));
  return { ...refused, instead };
}

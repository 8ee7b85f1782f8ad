'use server';

import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { hereHref } from '@/app/frame-look';
import { currentActor } from '@/lib/auth/actor';
import { currentVisitor } from '@/lib/auth/visitor';
import { formatDateRange } from '@/lib/messages/format';
import { fromForm } from '@/lib/parse';
import { isTimeZone } from '@/lib/time/zone';
import { awaitBooking } from '@/lib/usecases/await-booking';
import { bookAppointment } from '@/lib/usecases/book-appointment';
import { bookPath } from '@/lib/usecases/find-alternatives';
import { viewInstead } from '@/lib/usecases/view-instead';
import { chosenAnswers } from '../../chosen-answers';
import { type FormState, refusedForm } from '../../form-state';

export async function book(_: FormState, form: FormData): Promise<FormState> {
  const raw = { ...fromForm(form), ...chosenAnswers(form) };
  const [actor, visitor, now] = [await currentActor(), await currentVisitor(), new Date()];
  const answer = await bookAppointment(actor, { ...raw, locale: await getLocale() }, now, visitor);
  const to = await hereHref();
  if (answer.ok) {
    await awaitBooking(answer.value.publicId);
    redirect(to(`/bookings/${answer.value.publicId}?key=${answer.value.key}`));
  }
  const refused = await refusedForm(answer.refusal, raw);
  const found = refused.message ? await viewInstead(actor, { ...raw, code: answer.refusal.code }, now, visitor) : null;
  if (!found?.ok || found.value.length === 0) return refused;
  const [t, locale] = [await getTranslations('appointmentBooking'), await getLocale()];
  const timeZone = isTimeZone(raw.timeZone ?? '') ? (raw.timeZone ?? 'UTC') : 'UTC';
  const instead = found.value.map((one) => {
    const when = formatDateRange(one.start, one.end, { locale, timeZone });
    return { href: to(bookPath(one)), label: one.sameResource ? when : t('insteadWith', { when, name: one.name }) };
  });
  return { ...refused, instead };
}

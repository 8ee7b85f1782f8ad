import type { getTranslations } from 'next-intl/server';
import { DAY_MS } from '@/lib/time/interval';
import type { BookingView } from '@/lib/usecases/view-booking';

type Appointment = Pick<NonNullable<BookingView['appointment']>, 'chosenBy' | 'fairness'>;
type Words = Awaited<ReturnType<typeof getTranslations<'appointmentBooking'>>>;

/** Why fair distribution chose `name`, in a sentence or two (docs/decisions/0028); null: somebody chose them. */
export function fairText({ chosenBy, fairness }: Appointment, name: string, t: Words): string | null {
  if (chosenBy !== 'fair' || !fairness) return null;
  const { from, to, own, free, tied, passedOver = 0 } = fairness;
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 2 / DAY_MS);
  const words = { name, own, free, tied, days };
  const how = free === 1 ? 'only' : tied === 1 ? 'fewest' : tied === free ? 'allAlike' : 'someAlike';
  const why = t(`fair.${how}`, words);
  return passedOver === 0 ? why : `${why} ${t('fair.passedOver', { count: passedOver })}`;
}

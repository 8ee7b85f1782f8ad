import type { BookingForMail } from '@/lib/db/booking-mail';
import type { CancelMailTo } from '@/lib/db/cancel-mail';
import { env } from '@/lib/env';
import { letter } from './letter';
import type { MailRow } from './mail-rows';
import { mailTimes, mailWords } from './mail-times';
import type { Message } from './send';

/**
 * To the address of a location: its patron cancelled a booking, or several that were made in one go (libcal-domain §3). Who
 * it was is named, since staff look for it by that; address, reason and answers stay behind the sign-in.
 */
export function composeCancelMail(to: CancelMailTo, bookings: readonly BookingForMail[]): Message | null {
  const [first] = bookings;
  if (!first) return null;
  const { address, locale } = to;
  const t = mailWords(locale);
  const times = bookings.flatMap(({ items }) =>
    items.map((item) => ({ name: item.name, when: mailTimes(locale, item) })),
  );
  const space = times.map(({ name }) => name).join(', ');
  const [when = ''] = times.map((one) => one.when);
  const isOne = times.length === 1;
  const where = [...new Set(first.items.map(({ location }) => location))].join(', ');
  const what: MailRow[] = isOne
    ? [
        [t('what'), space],
        [t('when'), when],
      ]
    : times.map((one): MailRow => [one.name, one.when]);
  const words = {
    lead: t('patronCancelled.lead', { count: times.length }),
    rows: [
      ...what,
      [t('where'), where] as MailRow,
      ...(first.patronName ? [[t('who'), first.patronName] as MailRow] : []),
      [t('reference'), bookings.map(({ publicId }) => publicId).join(', ')] as MailRow,
    ],
    link: `${env().PUBLIC_URL}/desk/bookings/${first.publicId}`,
    linkWords: t('patronCancelled.open'),
    library: first.libraryName,
  };
  return {
    to: { name: where, address },
    subject: t('patronCancelled.subject', { count: times.length, space, when }),
    ...letter(words, locale),
  };
}

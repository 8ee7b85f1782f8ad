import { bookingLink } from '@/lib/booking-link';
import type { BookingForMail } from '@/lib/db/booking-mail';
import type { Mail } from '@/lib/db/outbox';
import { env } from '@/lib/env';
import type { Interval } from '@/lib/time/interval';
import { buildIcs, type IcsWords } from './ics';
import { letter, type OtherWays } from './letter';
import { mailTimes, mailWords } from './mail-times';
import type { Message } from './send';

/** What is free near a time that the library took back. `path`: where it is booked. */
export type MailAlternative = Interval & { name: string; path: string };

/** What a message says beside the booking itself. */
export type MailExtras = {
  alternatives?: readonly MailAlternative[];
  /** Where it was before it was moved. */
  before?: (Interval & { name: string }) | null;
};

type Template = Mail['template'];

/** Whether the booking stands, and what is sent for the patron's own calendar. */
const OUTCOME: Record<Template, { stands: boolean; ics: 'REQUEST' | 'CANCEL' | null }> = {
  booking_confirmed: { stands: true, ics: 'REQUEST' },
  booking_moved: { stands: true, ics: 'REQUEST' },
  booking_to_confirm: { stands: true, ics: null },
  booking_stands: { stands: true, ics: 'REQUEST' },
  booking_cancelled: { stands: false, ics: 'CANCEL' },
  booking_refused: { stands: false, ics: 'CANCEL' },
  booking_unconfirmed: { stands: false, ics: 'CANCEL' },
  booking_withdrawn: { stands: false, ics: 'CANCEL' },
};

/** The words of one message about one booking, in the patron's language and the library's zone. Pure but for PUBLIC_URL. */
export function composeBookingMail(
  template: Template,
  booking: BookingForMail,
  now: Date,
  extras: MailExtras = {},
): Message {
  const { locale, libraryName: library, items } = booking;
  const t = mailWords(locale);
  const what = items.map((item) => item.name).join(', ');
  const when = items[0] ? mailTimes(locale, items[0]) : '';
  const { stands, ics } = OUTCOME[template];
  const isElsewhere = extras.before != null && extras.before.name !== what;
  const rows: [string, string][] = [
    ...beforeRows(booking, extras, what),
    [t('what'), what],
    [t(template === 'booking_moved' && !isElsewhere ? 'newWhen' : 'when'), when],
    [t('where'), unique(items.flatMap((item) => [item.location, item.address, item.directions])).join(', ')],
    [t('who'), booking.patronName],
    [t('reference'), booking.publicId],
  ];
  const link = stands ? bookingLink(booking.publicId) : `${env().PUBLIC_URL}${placeOf(booking)}`;
  const more = waysOf(template, booking, extras);
  const words = {
    lead: leadOf(template, booking, isElsewhere),
    rows,
    link,
    linkWords: t(stands ? 'look' : 'other'),
    library,
  };
  return {
    to: { name: booking.patronName, address: booking.patronEmail },
    subject: t(isElsewhere ? 'booking_moved.subjectElsewhere' : `${template}.subject`, { what, when }),
    ...letter({ ...words, more }, locale),
    ...(ics && {
      ics: {
        method: ics,
        content: buildIcs(booking, icsWords(booking), ics === 'REQUEST' ? 'request' : 'cancel', now),
      },
    }),
  };
}

function leadOf(template: Template, { locale, cause, statusReason }: BookingForMail, isElsewhere: boolean): string {
  const t = mailWords(locale);
  const lead = t(`${template}.lead`);
  if (template === 'booking_cancelled') return `${lead} ${t(`cancelledBy.${cause}`)}`;
  if (template === 'booking_moved') {
    const why = isElsewhere ? 'elsewhere' : statusReason === 'moved_in_outlook' ? 'moved_in_outlook' : 'moved_by_staff';
    return `${t('booking_moved.sorry')} ${t(`booking_moved.because.${why}`)} ${lead}`;
  }
  if (template !== 'booking_withdrawn') return lead;
  const reason = REASONS.find((one) => one === statusReason) ?? 'withdrawn_by_staff';
  return `${t(`withdrawnBecause.${reason}`)} ${lead}`;
}

const REASONS = ['displaced_in_outlook', 'removed_in_outlook', 'withdrawn_by_staff'] as const;

function beforeRows({ locale, items }: BookingForMail, { before }: MailExtras, what: string): [string, string][] {
  const [item] = items;
  if (!before || !item) return [];
  const t = mailWords(locale);
  const times = mailTimes(locale, { ...before, timeZone: item.timeZone });
  return [[t('before'), before.name === what ? times : `${before.name}, ${times}`]];
}

/** Moved: a no in one click. Moved or taken back: what is free near the time that was wanted. */
function waysOf(template: Template, booking: BookingForMail, { alternatives = [] }: MailExtras): OtherWays[] {
  const t = mailWords(booking.locale);
  const href = `${bookingLink(booking.publicId)}&refuse=1#refuse`;
  const no: OtherWays = { title: t('booking_moved.notPossible'), links: [{ href, words: t('booking_moved.refuse') }] };
  const ways = template === 'booking_moved' ? [no] : [];
  if (alternatives.length === 0) return ways;
  const timeZone = booking.items[0]?.timeZone ?? 'UTC';
  const links = alternatives.map(({ name, path, ...when }) => ({
    href: `${env().PUBLIC_URL}${path}`,
    words: `${name}, ${mailTimes(booking.locale, { ...when, timeZone })}`,
  }));
  return [...ways, { title: t(template === 'booking_moved' ? 'booking_moved.free' : 'alternatives'), links }];
}

/** Where the like of it is booked. */
const placeOf = ({ items: [item] }: BookingForMail): string =>
  !item ? '/' : item.slug ? `/appointments/${item.slug}` : item.kind === 'person' ? '/appointments' : '/spaces';

/** Title and description in a patron's calendar; the description leads back to the booking. */
export function icsWords(booking: BookingForMail): IcsWords {
  const t = mailWords(booking.locale);
  const what = booking.items.map((item) => item.name).join(', ');
  return {
    title: t('calendarTitle', { what, library: booking.libraryName }),
    description: `${t('reference')}: ${booking.publicId}\n${t('look')}: ${bookingLink(booking.publicId)}`,
  };
}

const unique = (texts: string[]) => [...new Set(texts.filter(Boolean))];

import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

/** One event of a feed, in words. */
export type FeedEntry = {
  uid: string;
  title: string;
  place: string;
  start: Date;
  end: Date;
  /** Not sure yet: a mediator, or a calendar, has to agree. */
  isTentative: boolean;
  sequence: number;
  madeAt: Date;
  changedAt: Date;
};

/** So often a calendar program may ask; most ask less. */
const ASK_EVERY_SECONDS = 15 * 60;

/**
 * A feed as iCalendar (RFC 5545, RFC 7986): published, UTC times, no organizer and no attendees. What changed when is taken
 * from the bookings, so that the same bookings are the same text, letter for letter.
 */
export function feedIcs(name: string, entries: readonly FeedEntry[]): string {
  const calendar = ical({
    ...{ name, prodId: { company: 'Carrel', product: 'Carrel' }, method: ICalCalendarMethod.PUBLISH },
    ttl: ASK_EVERY_SECONDS,
  });
  for (const { uid, title, place, start, end, isTentative, sequence, madeAt, changedAt } of entries) {
    calendar.createEvent({
      ...{ id: uid, summary: title, location: place, start, end, sequence, stamp: changedAt },
      ...{ created: madeAt, lastModified: changedAt },
      status: isTentative ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
    });
  }
  // Every line ends with CRLF, the last one too (§3.1).
  return `${calendar.toString().trimEnd()}\r\n`;
}

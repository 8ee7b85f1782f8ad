import type { ReactNode } from 'react';
import { OwnTime } from '@/app/_ui/own-time/own-time';
import { formatDateRange, formatTimeRange, type Place } from '@/lib/messages/format';
import type { Interval } from '@/lib/time/interval';

type Props = {
  href: string;
  when: Interval;
  place: Place;
  /** Where other days stand beside it. */
  withDate?: boolean;
  /** What follows the time: another space's name, an icon, words for screen readers. */
  children?: ReactNode;
};

/** A free time, one press from its booking form. */
export function TimeLink({ href, when: { start, end }, place, withDate, children }: Props) {
  return (
    <a
      href={href}
      className="tabular inline-flex min-h-11 flex-wrap items-center gap-x-2 rounded-md border border-free-line bg-free px-3 py-1 font-medium text-accent-strong no-underline hover:border-accent"
    >
      <span>{withDate ? formatDateRange(start, end, place) : formatTimeRange(start, end, place)}</span>
      <OwnTime start={start} end={end} timeZone={place.timeZone} />
      {children}
    </a>
  );
}

/** Where a time of a space is booked. */
export const bookHref = (spaceId: number, { start, end }: Interval): string =>
  `/spaces/${spaceId}?start=${start.toISOString()}&end=${end.toISOString()}#book`;

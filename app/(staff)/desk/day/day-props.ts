import type { getTranslations } from 'next-intl/server';
import { formatLocalDate } from '@/lib/messages/format';
import { minutesIn } from '@/lib/time/interval';
import type { DeskDay, DeskSpace } from '@/lib/usecases/view-desk-day';
import type { Bar, DeskDayProps } from './types';

type Words = Awaited<ReturnType<typeof getTranslations<'ui.deskDay'>>>;
type Shown = { locale: string; ticks: DeskDayProps['ticks']; words: Words; now: Date; mayMove: boolean };

/** The day as it is drawn: names in words, minutes since it begins, and what of it can be lifted. */
export function dayProps(
  { date, location, spaces }: DeskDay,
  day: NonNullable<DeskDay['day']>,
  { locale, ticks, words, now, mayMove }: Shown,
): Omit<DeskDayProps, 'listLabel'> {
  const frame = { start: day.startAt, minutes: day.minutes };
  return {
    dateLabel: `${location.name}, ${formatLocalDate(date, locale)}`,
    ...{ timeZone: location.timeZone, locale, ticks },
    ...{ dayStartAt: day.startAt.toISOString(), minutes: day.minutes, nowMinute: day.nowMinute },
    spaces: spaces.map(({ id, name, stepMinutes, open, closed, bookings }) => ({
      ...{ id, name, stepMinutes, open, closed },
      bars: bookings.map((booking) => {
        const bar = barOf(booking, frame, words, now);
        return { ...bar, movable: bar.movable && mayMove };
      }),
    })),
    mayMove,
  };
}

function barOf(
  booking: DeskSpace['bookings'][number],
  frame: { start: Date; minutes: number },
  words: Words,
  now: Date,
): Bar {
  const { publicId, version, from, to, status, isBlock, patronName, single, start, end } = booking;
  const minutes = minutesIn(booking);
  const isWhole = start >= frame.start && to - from === minutes;
  const isSettled = status === 'confirmed' || status === 'mediation';
  return {
    ...{ publicId, version, from, to, minutes },
    who: isBlock ? words('block') : patronName || words('nobody'),
    mark: status === 'confirmed' ? null : words(status === 'mediation' ? 'request' : 'pending'),
    movable: single && isSettled && isWhole && end > now,
  };
}

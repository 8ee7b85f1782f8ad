import Link from 'next/link';
import { Icon, type IconName } from '@/app/_ui/icon';
import { formatLocalDate } from '@/lib/messages/format';
import type { AvailabilityDay, AvailabilityWeek } from '@/lib/usecases/view-availability';
import { availabilityPath } from './paths';
import { useWeekWords } from './week-words';

type Line = { key: string; at: Date; icon: IconName; what: string; range: string; more: string; href: string | null };

/** The week on a narrow screen: each day with all that is in it, in order of time. */
export function WeekList({ week, label }: { week: AvailabilityWeek; label: string }) {
  const { person, days, today } = week;
  const words = useWeekWords(week);
  const { t, locale } = words;
  return (
    <ul aria-label={label} className="flex flex-col gap-3">
      {days.map((day) => {
        const name = formatLocalDate(day.date, locale);
        const lines = linesOf(day, words);
        return (
          <li key={day.date} className="rounded-md border border-line bg-surface p-4">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <h3 className="font-serif text-lg font-semibold">{name}</h3>
              {day.date >= today && !day.closed && (
                <Link
                  href={availabilityPath({ person, date: day.date }, '/new')}
                  prefetch={false}
                  aria-label={t('addOn', { date: name })}
                  className="inline-flex min-h-11 items-center text-accent underline underline-offset-4"
                >
                  {t('add')}
                </Link>
              )}
            </div>
            {day.closed && <p className="text-ink-soft">{t('closedDay')}</p>}
            {lines.length === 0 && !day.closed && <p className="text-ink-soft">{t('nothing')}</p>}
            <ul className="divide-y divide-line">
              {lines.map(({ key, icon, what, range, more, href }) => (
                <li key={key} className="flex gap-3 py-2">
                  <Icon name={icon} className="mt-1 text-ink-soft" />
                  <div className="min-w-0 break-words">
                    {href ? (
                      <Link
                        href={href}
                        prefetch={false}
                        className="inline-flex min-h-6 items-center font-medium text-accent underline underline-offset-4"
                      >
                        {what}
                      </Link>
                    ) : (
                      <span className="font-medium">{what}</span>
                    )}
                    <span className="tabular block text-sm">{range}</span>
                    {more && <span className="block text-sm text-ink-soft">{more}</span>}
                  </div>
                </li>
              ))}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}

function linesOf(day: AvailabilityDay, words: ReturnType<typeof useWeekWords>): Line[] {
  const { t, rangeOf, patronOf, isWaiting, whereOf, ruleHref, absenceHref, bookingHref, busyText } = words;
  const lines: Line[] = [
    ...day.available.map((one) => ({
      ...{ key: `available ${one.rule.id} ${one.start.toISOString()}`, at: one.start, icon: 'check' as const },
      ...{ what: t('available'), range: rangeOf(one), more: whereOf(one.rule), href: ruleHref(one.rule.id, day.date) },
    })),
    ...day.booked.map((one) => ({
      ...{ key: `booked ${one.publicId}`, at: one.start, icon: 'person' as const, what: patronOf(one) },
      ...{ range: rangeOf(one), href: bookingHref(one) },
      more: [one.placeName, isWaiting(one) ? t('waiting') : ''].filter(Boolean).join(' · '),
    })),
    ...day.away.map((one) => ({
      ...{ key: `away ${one.absenceId}`, at: one.start, icon: 'pause' as const, what: t('away') },
      ...{ range: isWholeDay(one) ? t('wholeDay') : rangeOf(one), more: one.note, href: absenceHref(one.absenceId) },
    })),
    ...day.busy.map((one) => ({
      ...{ key: `busy ${one.start.toISOString()} ${one.end.toISOString()}`, at: one.start, icon: 'clock' as const },
      ...{ what: busyText(one), range: isWholeDay(one) ? t('wholeDay') : rangeOf(one), more: '', href: null },
    })),
  ];
  return lines.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** A day may be an hour shorter or longer. */
const isWholeDay = ({ start, end }: { start: Date; end: Date }) => end.getTime() - start.getTime() >= 23 * 3_600_000;

import { getLocale, getTranslations } from 'next-intl/server';
import { Notice } from '@/app/_ui/notice';
import { refusalText } from '@/app/_ui/refusal-text';
import { formatDate, formatTime, formatTimeRange } from '@/lib/messages/format';
import type { Refusal } from '@/lib/refusal';
import { bookPath } from '@/lib/usecases/find-alternatives';
import type { Chosen, SpaceView } from '@/lib/usecases/view-space';

type Props = { chosen: Chosen; problem: Refusal; space: SpaceView['space'] };

/** Why the time that was chosen cannot be booked, and what might do as well: one press each. */
export async function WhyNot({ chosen, problem, space }: Props) {
  const [t, locale] = [await getTranslations('patron.why'), await getLocale()];
  const place = { locale, timeZone: space.timeZone };
  const words = refusalText(problem, await getTranslations('refusal'), place);
  const time = chosen.freeAt && formatTime(chosen.freeAt, place);
  const taken = time ? t('heldUntil', { time }) : chosen.takenBy && t(chosen.takenBy);
  const when = { date: formatDate(chosen.start, place), time: formatTimeRange(chosen.start, chosen.end, place) };
  return (
    <Notice kind="attention" title={t('title', when)}>
      <p>{taken ?? words}</p>
      {chosen.instead.length > 0 && (
        <>
          <p className="mt-3 font-medium text-ink">{t('instead')}</p>
          <ul className="mt-2 flex flex-wrap gap-2">
            {chosen.instead.map((one) => (
              <li key={`${one.resourceId} ${one.start.toISOString()}`}>
                <a
                  href={bookPath(one)}
                  className="tabular inline-flex min-h-11 flex-wrap items-center gap-x-2 rounded-md border border-free-line bg-free px-3 py-1 font-medium text-accent-strong no-underline hover:border-accent"
                >
                  {formatTimeRange(one.start, one.end, place)}
                  <span className="font-normal text-ink-soft">{one.sameResource ? t('here') : one.name}</span>
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  );
}

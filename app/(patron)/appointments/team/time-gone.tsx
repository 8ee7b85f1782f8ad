import { getLocale, getTranslations } from 'next-intl/server';
import { Notice } from '@/app/_ui/notice';
import { refusalText } from '@/app/_ui/refusal-text';
import { hereHref } from '@/app/frame-look';
import type { TeamView } from '@/lib/usecases/view-team';
import { TimeLink } from '../../time-link';
import { nearTimes } from './near-times';
import { teamHref } from './team-href';

/** The time that an address names is not on offer (any more): what is near it. */
export async function TimeGone({ view, asked }: { view: TeamView; asked: string }) {
  const [t, locale, to] = [await getTranslations('patron.why'), await getLocale(), await hereHref()];
  const place = { locale, timeZone: view.timeZone };
  const near = nearTimes(view, new Date(asked));
  return (
    <div className="mb-6">
      <Notice kind="attention">
        <p>{refusalText({ code: 'slot_taken' }, await getTranslations('refusal'), place)}</p>
        {near.length > 0 && (
          <>
            <p className="mt-3 font-medium text-ink">{t('instead')}</p>
            <ul className="mt-2 flex flex-wrap gap-2">
              {near.map((one) => (
                <li key={one.start.toISOString()}>
                  <TimeLink
                    href={to(`${teamHref(view, { start: one.start })}#book`)}
                    when={one}
                    place={place}
                    withDate
                  />
                </li>
              ))}
            </ul>
          </>
        )}
      </Notice>
    </div>
  );
}

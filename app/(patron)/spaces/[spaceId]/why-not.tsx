import { getLocale, getTranslations } from 'next-intl/server';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { queryOf } from '@/app/_ui/query-of';
import { refusalText } from '@/app/_ui/refusal-text';
import { formatDate, formatTime, formatTimeRange } from '@/lib/messages/format';
import type { Refusal } from '@/lib/refusal';
import { bookPath } from '@/lib/usecases/find-alternatives';
import type { Chosen, SpaceView } from '@/lib/usecases/view-space';
import { TimeLink } from '../../time-link';

type Props = { chosen: Chosen; problem: Refusal; space: SpaceView['space'] };

/** Why the time that was chosen cannot be booked, and what might do as well: one press each. */
export async function WhyNot({ chosen, problem, space }: Props) {
  const [t, words, locale] = [
    await getTranslations('patron.why'),
    await getTranslations('patron.booking'),
    await getLocale(),
  ];
  const place = { locale, timeZone: space.timeZone };
  const reason = refusalText(problem, await getTranslations('refusal'), place);
  const time = chosen.freeAt && formatTime(chosen.freeAt, place);
  const taken = time ? t('heldUntil', { time }) : chosen.takenBy && t(chosen.takenBy);
  const when = { date: formatDate(chosen.start, place), time: formatTimeRange(chosen.start, chosen.end, place) };
  return (
    <Notice kind="attention" title={t('title', when)}>
      <p>{taken ?? reason}</p>
      {problem.code === 'sign_in_required' && (
        <p className="mt-3">
          <LinkButton href={`/sign-in${queryOf({ to: bookPath({ resourceId: space.id, slug: null, ...chosen }) })}`}>
            {words('signIn')}
          </LinkButton>
        </p>
      )}
      {chosen.instead.length > 0 && (
        <>
          <p className="mt-3 font-medium text-ink">{t('instead')}</p>
          <ul className="mt-2 flex flex-wrap gap-2">
            {chosen.instead.map((one) => (
              <li key={`${one.resourceId} ${one.start.toISOString()}`}>
                <TimeLink href={bookPath(one)} when={one} place={place}>
                  <span className="font-normal text-ink-soft">{one.sameResource ? t('here') : one.name}</span>
                </TimeLink>
              </li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  );
}

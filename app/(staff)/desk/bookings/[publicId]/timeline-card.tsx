import { getLocale, getTranslations } from 'next-intl/server';
import { Badge } from '@/app/_ui/badge';
import { Card } from '@/app/_ui/card';
import { Notice } from '@/app/_ui/notice';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { formatDateTime, formatMoment } from '@/lib/messages/format';
import type { TimelineView } from '@/lib/usecases/view-timeline';
import { writeAgain } from '../actions';
import { MoveText } from './move-text';
import { TimelineText } from './timeline-text';

type Line = TimelineView['lines'][number];

/** What happened to this booking, line by line, and the way to try once more what did not go well. */
export async function TimelineCard({ view }: { view: TimelineView }) {
  const [t, locale] = [await getTranslations('health.timeline'), await getLocale()];
  const { lines, jobs, isCut, mayRetry, publicId, timeZone } = view;
  const at = (moment: Date) => formatDateTime(moment, { locale, timeZone });
  return (
    <Card id="history" title={t('title')}>
      <p className="prose-width">{t('lead')}</p>
      {jobs.map(({ calendar, askedAt, runAfter, attempts, isGivenUp }) => (
        <div key={calendar} className="mt-4">
          <Notice kind={isGivenUp ? 'attention' : 'info'} still>
            {isGivenUp
              ? t('givenUp', { calendar })
              : t('waits', { calendar, attempts, time: at(askedAt), next: at(runAfter) })}
          </Notice>
        </div>
      ))}
      {mayRetry && (
        <ActForm
          action={writeAgain}
          hidden={{ publicId }}
          problem={t('problem')}
          className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-1"
        >
          <SubmitButton variant="secondary" icon="refresh" pendingLabel={t('retrying')}>
            {t('retry')}
          </SubmitButton>
          <span className="min-w-0 flex-1 basis-64 text-sm text-ink-soft">{t('retryHint')}</span>
        </ActForm>
      )}
      {isCut && <p className="mt-4 text-ink-soft">{t('cut')}</p>}
      {lines.length === 0 ? (
        <p className="mt-4 text-ink-soft">{t('empty')}</p>
      ) : (
        <ol className="mt-5 divide-y divide-line border-t border-line">
          {lines.map((line, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a record that only grows, drawn on the server
            <li key={place} className="grid gap-x-6 gap-y-1 py-2.5 sm:grid-cols-[12rem_1fr]">
              <time dateTime={line.at.toISOString()} className="tabular text-sm text-ink-soft">
                {formatMoment(line.at, { locale, timeZone })}
              </time>
              <span className="flex min-w-0 flex-wrap items-baseline gap-x-2 gap-y-1 break-words">
                <Badge tone={isTrouble(line) ? 'attention' : 'plain'}>{t(whose(line))}</Badge>
                <span className="min-w-0 flex-1 basis-48">
                  <TimelineText line={line} />
                  {'moved' in line && line.moved && <MoveText move={line.moved} timeZone={timeZone} />}
                </span>
              </span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

/** It did not go well: said by icon as well as by words. */
const isTrouble = (line: Line) => (line.what === 'request' || line.what === 'mail') && line.outcome !== 'ok';

function whose({ what }: Line) {
  switch (what) {
    case 'request':
      return 'toMicrosoft';
    case 'answer':
      return 'carrel';
    case 'mail':
      return 'mail';
    case 'case_opened':
    case 'case_closed':
      return 'conflict';
    case 'act':
      return 'person';
    default:
      return 'bookingItself';
  }
}

import { useLocale, useTranslations } from 'next-intl';
import { DataList } from '@/app/_ui/data-list';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { formatDateTime } from '@/lib/messages/format';
import { problemText } from '@/lib/messages/problem-text';
import type { SyncRow } from '@/lib/usecases/view-sync';
import { useRequestWords } from '../../health/request-words';
import { SituationText } from '../../health/situation-text';

/**
 * What Health says of this room's calendar, where it needs a person; `quiet`: how it stands, and
 * what to do, was said already.
 */
export function CalendarTrouble({ row, timeZone, quiet }: { row: SyncRow; timeZone: string; quiet: boolean }) {
  const [t, health] = [useTranslations('tending.account'), useTranslations('health')];
  const refusal = useTranslations('refusal');
  const trouble = row.troubles.find(({ advice }) => advice !== 'not_told_of');
  const details = (
    <div className="flex flex-col items-start gap-3">
      {!quiet && row.action && (
        <p className="prose-width">
          {row.problem ? problemText(row.problem, refusal, row.reader) : health(`advice.${row.action}`)}
        </p>
      )}
      {trouble && <LastTrouble trouble={trouble} timeZone={timeZone} />}
      <LinkButton href={`/admin/health/${row.linkId}`} variant="secondary">
        {t('health')}
      </LinkButton>
    </div>
  );
  if (quiet) return <div className="border-b border-line pb-5">{details}</div>;
  return (
    <Notice kind="attention" title={<SituationText row={row} timeZone={timeZone} />} still>
      {details}
    </Notice>
  );
}

function LastTrouble({ trouble, timeZone }: { trouble: SyncRow['troubles'][number]; timeZone: string }) {
  const [t, health, locale] = [useTranslations('tending.account'), useTranslations('health.troubles'), useLocale()];
  const { at, op, http, outcome, advice, requestId, clientRequestId } = trouble;
  const { wordOf, saidOf } = useRequestWords();
  return (
    <section aria-labelledby="last-trouble">
      <h3 id="last-trouble" className="mb-2 font-semibold">
        {t('last')}
      </h3>
      <DataList
        entries={[
          { term: health('when'), detail: formatDateTime(at, { locale, timeZone }) },
          { term: health('what'), detail: wordOf(op) },
          {
            term: health('answer'),
            detail: `${saidOf(outcome)} (${http ? health('status', { http }) : health('none')})`,
          },
          { term: health('advice'), detail: health(`make.${advice}`) },
          {
            term: health('id'),
            detail: <code className="text-sm break-all">{requestId ?? clientRequestId ?? health('noId')}</code>,
          },
        ]}
      />
    </section>
  );
}

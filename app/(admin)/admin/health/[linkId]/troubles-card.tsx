import { useLocale, useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { CopyButton } from '@/app/_ui/copy-button';
import { formatMoment } from '@/lib/messages/format';
import type { SyncRow } from '@/lib/usecases/view-sync';
import { useRequestWords } from '../request-words';

/** The last five requests that did not go well, with Microsoft's ids and what to make of them. */
export function TroublesCard({ row: { troubles }, timeZone }: { row: SyncRow; timeZone: string }) {
  const t = useTranslations('health.troubles');
  return (
    <Card title={t('title')} id="troubles">
      {troubles.length === 0 ? (
        <p className="text-ink-soft">{t('well')}</p>
      ) : (
        <>
          <ol className="divide-y divide-line border-y border-line">
            {troubles.map((trouble) => (
              <TroubleRow
                key={`${trouble.at.getTime()} ${trouble.requestId ?? trouble.clientRequestId}`}
                trouble={trouble}
                timeZone={timeZone}
              />
            ))}
          </ol>
          <p className="prose-width mt-3 text-sm text-ink-soft">{t('log')}</p>
        </>
      )}
    </Card>
  );
}

function TroubleRow({ trouble, timeZone }: { trouble: SyncRow['troubles'][number]; timeZone: string }) {
  const [t, locale] = [useTranslations('health.troubles'), useLocale()];
  const { wordOf, saidOf } = useRequestWords();
  const { at, op, http, outcome, advice, requestId, clientRequestId } = trouble;
  const id = requestId ?? clientRequestId;
  return (
    <li className="flex flex-col gap-1 py-3">
      <p>
        <span className="font-medium">{wordOf(op)}:</span> {saidOf(outcome)}
      </p>
      <p className="prose-width">{t(`make.${advice}`)}</p>
      <p className="flex flex-wrap items-center gap-x-3 text-sm text-ink-soft">
        <span>{formatMoment(at, { locale, timeZone })}</span>
        <code>{op}</code>
        <span>{http ? t('status', { http }) : t('none')}</span>
      </p>
      {id && (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
          <span>
            {t('id')} <code className="break-all">{id}</code>
          </span>
          <CopyButton value={id} label={t('copy', { id })} />
        </p>
      )}
    </li>
  );
}

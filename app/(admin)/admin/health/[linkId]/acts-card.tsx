import { useTranslations } from 'next-intl';
import { Card } from '@/app/_ui/card';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import type { SyncRow } from '@/lib/usecases/view-sync';
import { tendAction } from './actions';

/** What may be done about it now. Of a calendar that is being emptied: nothing, its own page has the ways out. */
export function ActsCard({ row, isActive }: { row: SyncRow; isActive: boolean }) {
  const t = useTranslations('health.acts');
  if (row.state === 'closing') return null;
  const isPaused = row.state === 'paused' && row.stateReason === 'by_person';
  const acts = isPaused ? (['resume'] as const) : (['sync', 'pause'] as const);
  return (
    <Card title={t('title')} id="acts">
      {!isActive && <p className="prose-width mb-4">{t('inactive')}</p>}
      <ul className="flex flex-col gap-4">
        {acts
          .filter((act) => isActive || act === 'pause')
          .map((act) => (
            <li key={act}>
              <ActForm
                action={tendAction}
                hidden={{ linkId: row.linkId, act }}
                problem={t('problem')}
                className="flex flex-wrap items-center gap-x-4 gap-y-1"
              >
                <SubmitButton
                  variant={act === 'pause' ? 'secondary' : 'primary'}
                  {...(ICON[act] && { icon: ICON[act] })}
                >
                  {t(`${act}.button`)}
                </SubmitButton>
                <span className="min-w-0 flex-1 basis-64 text-sm text-ink-soft">
                  {act === 'sync' && row.state === 'paused' ? t('sync.refused') : t(`${act}.hint`)}
                </span>
              </ActForm>
            </li>
          ))}
      </ul>
    </Card>
  );
}

const ICON = { sync: 'refresh', pause: 'pause', resume: undefined } as const;

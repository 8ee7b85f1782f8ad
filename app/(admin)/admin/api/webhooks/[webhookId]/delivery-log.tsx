import Link from 'next/link';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Badge } from '@/app/_ui/badge';
import { DataTable } from '@/app/_ui/data-table';
import { EmptyState } from '@/app/_ui/empty-state';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import type { DeliveryRecord } from '@/lib/usecases/view-webhooks';
import { resendAction } from '../actions';

const TONES = { waiting: 'waiting', delivered: 'ok', failed: 'attention' } as const;
const PROBLEMS = ['private_address', 'no_such_host', 'refused', 'timeout', 'tls', 'switched_off'] as const;

/** What it was told, the latest first, each to be sent once more. */
export async function DeliveryLog({ deliveries, active }: { deliveries: readonly DeliveryRecord[]; active: boolean }) {
  const [t, format] = [await getTranslations('webhooks.log'), await getFormatter()];
  const [all, problem] = [await getTranslations('webhooks'), await getTranslations('webhooks.problems')];
  const moment = (at: Date) => format.dateTime(at, { dateStyle: 'medium', timeStyle: 'medium' });
  const whyOf = ({ http, problem: code }: DeliveryRecord) => {
    if (http !== null) return t('answered', { status: http });
    return code && problem(PROBLEMS.find((one) => one === code) ?? 'unreachable');
  };
  const rows = deliveries.map((one) => ({
    key: one.id,
    cells: [
      <span key="what" className="flex flex-col">
        {all(`event.${one.event}`)}
        <span className="text-sm font-normal text-ink-soft">{moment(one.at)}</span>
      </span>,
      <Link key="about" href={`/desk/bookings/${one.publicId}`} className="text-link inline-flex min-h-6 items-center">
        {one.publicId}
      </Link>,
      <Badge key="state" tone={TONES[one.state]}>
        {t(one.state)}
      </Badge>,
      <span key="tries" className="flex flex-col">
        {t('tries', { count: one.attempts })}
        <span className="text-sm text-ink-soft">{whyOf(one)}</span>
        {one.lastAt && <span className="text-sm text-ink-soft">{t('last', { at: moment(one.lastAt) })}</span>}
      </span>,
      active && (
        <ActForm key="acts" action={resendAction} hidden={{ deliveryId: one.id }} problem={all('problem')}>
          <SubmitButton size="small" variant="secondary" pendingLabel={t('sending')}>
            {t('again')}
            <span className="sr-only"> ({one.publicId})</span>
          </SubmitButton>
        </ActForm>
      ),
    ],
  }));
  return (
    <section aria-labelledby="log" className="flex flex-col gap-4">
      <h2 id="log" className="text-xl">
        {t('title')}
      </h2>
      <p className="prose-width">{t('lead')}</p>
      <DataTable
        caption={t('title')}
        columns={(['what', 'about', 'state', 'tried', 'acts'] as const).map((key) => ({ key, label: t(key) }))}
        rows={rows}
        empty={<EmptyState title={t('none')}>{t('noneText')}</EmptyState>}
      />
    </section>
  );
}

import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { DataTable } from '@/app/_ui/data-table';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { RETENTION_BOUNDS } from '@/lib/usecases/save-privacy';
import { type PrivacyView, viewPrivacy } from '@/lib/usecases/view-privacy';
import { savePrivacyAction } from './actions';
import { PrivacyForm } from './privacy-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('privacy'))('title') };
}

type Props = { searchParams: Promise<{ done?: string }> };

const KEPT = ['retentionDays', 'accountDays', 'auditDays', 'syncLogDays', 'mailDays', 'searchDays'] as const;

export default async function PrivacyPage({ searchParams }: Props) {
  const { done } = await searchParams;
  const actor = await personOrSignIn('/admin/privacy');
  const view = await viewPrivacy(actor, new Date());
  if (!view.ok) return refusedPage(view.refusal);
  const t = await getTranslations('privacy');
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="flex flex-col gap-8">
        {done === 'saved' && <Notice kind="success">{t('done')}</Notice>}
        <Card title={t('keep.title')} id="keep">
          <p className="prose-width mb-5">{t('keep.lead')}</p>
          {view.value.limitDays !== null && (
            <div className="mb-5">
              <Notice kind="info" still>
                {t('keep.limits', { days: view.value.limitDays, kept: view.value.days.retentionDays })}
              </Notice>
            </div>
          )}
          <PrivacyForm
            action={savePrivacyAction}
            fields={KEPT.map((name) => ({
              ...{ name, label: t(`keep.${name}`), value: view.value.days[name] },
              hint: t(`keep.${name}Hint`, RETENTION_BOUNDS[name]),
            }))}
            words={{ save: t('keep.save'), saving: t('keep.saving'), errorTitle: t('errorTitle') }}
          />
        </Card>
        <Card title={t('outlook.title')} id="outlook">
          <p className="prose-width">{t('outlook.text')}</p>
        </Card>
        <Report view={view.value} />
      </div>
    </>
  );
}

const NUMBERS = [
  'bookings',
  'onRequest',
  'words',
  'absences',
  'accounts',
  'bans',
  'mails',
  'audit',
  'syncLog',
  'searches',
] as const;

async function Report({ view: { reports, overdue } }: { view: PrivacyView }) {
  const [t, locale] = [await getTranslations('privacy.report'), await getLocale()];
  const name = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long', year: 'numeric' });
  const count = new Intl.NumberFormat(locale);
  return (
    <section aria-labelledby="report" className="flex flex-col gap-4">
      <h2 id="report" className="text-xl">
        {t('title')}
      </h2>
      <p className="prose-width">{t('lead')}</p>
      <Notice kind={overdue > 0 ? 'attention' : 'info'} still>
        {overdue > 0 ? t('overdue', { count: overdue }) : t('allDone')}
      </Notice>
      {reports.length === 0 ? (
        <p className="text-ink-soft">{t('none')}</p>
      ) : (
        <>
          <DataTable
            caption={t('title')}
            columns={[
              { key: 'month', label: t('month') },
              ...NUMBERS.map((key) => ({ key, label: t(key), align: 'end' as const })),
            ]}
            rows={reports.map(({ month, numbers }) => ({
              key: month.toISOString(),
              cells: [name.format(month), ...NUMBERS.map((key) => count.format(numbers[key]))],
            }))}
          />
          <div>
            <LinkButton href="/admin/privacy/report.csv" plain>
              {t('download')}
            </LinkButton>
          </div>
        </>
      )}
    </section>
  );
}

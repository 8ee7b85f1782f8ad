import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { DataTable } from '@/app/_ui/data-table';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { formatDateTime } from '@/lib/messages/format';
import { type AlertsView, viewAlerts } from '@/lib/usecases/view-alerts';
import { HealthNav } from '../health-nav';
import { saveAlertsAction, testAlertsAction } from './actions';
import { AlertsForm } from './alerts-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('health'))('alerts.title') };
}

type Props = { searchParams: Promise<{ done?: string }> };

const WORDS = [
  'mailOn',
  'mailOff',
  'byMail',
  'byMailHint',
  'hook',
  'hookNew',
  'hookHint',
  'hookRemove',
  'save',
  'saving',
  'errorTitle',
] as const;

export default async function AlertsPage({ searchParams }: Props) {
  const { done } = await searchParams;
  const actor = await personOrSignIn('/admin/health/alerts');
  const view = await viewAlerts(actor);
  if (!view.ok) return refusedPage(view.refusal);
  const { settings } = view.value;
  const t = await getTranslations('health.alerts');
  const words = Object.fromEntries(WORDS.map((word) => [word, t(word)])) as Record<(typeof WORDS)[number], string>;
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <HealthNav />
      <div className="flex flex-col gap-8">
        {(done === 'saved' || done === 'tested') && <Notice kind="success">{t(done)}</Notice>}
        <AlertTable view={view.value} what="open" />
        <Card title={t('how')} id="how" className="max-w-3xl">
          <AlertsForm
            // Saved, it is another form.
            key={`${settings.byMail} ${settings.hookHost}`}
            action={saveAlertsAction}
            byMail={settings.byMail}
            hookSet={settings.hookHost === null ? null : t('hookSet', { host: settings.hookHost })}
            words={words}
          />
          {settings.hookHost !== null && (
            <ActForm
              action={testAlertsAction}
              problem={t('errorTitle')}
              className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line pt-5"
            >
              <SubmitButton variant="secondary">{t('test')}</SubmitButton>
              <span className="min-w-0 flex-1 basis-64 text-sm text-ink-soft">{t('testHint')}</span>
            </ActForm>
          )}
        </Card>
        <AlertTable view={view.value} what="ended" />
      </div>
    </>
  );
}

async function AlertTable({ view, what }: { view: AlertsView; what: 'open' | 'ended' }) {
  const [t, locale] = [await getTranslations('health.alerts'), await getLocale()];
  const at = (moment: Date | null) =>
    moment ? formatDateTime(moment, { locale, timeZone: view.timeZone }) : t('notYet');
  const last = what === 'open' ? 'told' : 'ended';
  return (
    <section aria-labelledby={what} className="flex flex-col gap-4">
      <h2 id={what} className="text-xl">
        {t(what === 'open' ? 'open' : 'past')}
      </h2>
      <DataTable
        caption={t(what === 'open' ? 'open' : 'past')}
        stacks
        columns={(['what', 'where', 'since', last] as const).map((key) => ({ key, label: t(key) }))}
        rows={view[what].map((alert) => ({
          key: alert.id,
          cells: [
            t(`kind.${alert.kind}`),
            alert.name ?? t('library'),
            at(alert.since),
            at(what === 'open' ? alert.toldAt : alert.endedAt),
          ],
        }))}
        empty={<p className="text-ink-soft">{t(what === 'open' ? 'openNone' : 'pastNone')}</p>}
      />
    </section>
  );
}

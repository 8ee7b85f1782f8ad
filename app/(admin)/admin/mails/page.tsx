import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { DataTable } from '@/app/_ui/data-table';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { viewMailProblems } from '@/lib/usecases/settle-mail-problem';
import { type MailTemplatesView, viewMailTemplates } from '@/lib/usecases/view-mail-templates';
import { viewMailWay } from '@/lib/usecases/view-mail-way';
import { CancelCard } from './cancel-card';
import { Problems } from './problems';
import { ReminderCard } from './reminder-card';
import { WaySummary } from './way-summary';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('mails'))('title') };
}

type Props = { searchParams: Promise<{ location?: string; done?: string }> };

const DONE = ['reminder', 'cancel', 'again', 'dismissed'] as const;

export default async function MailsPage({ searchParams }: Props) {
  const { location, done } = await searchParams;
  const actor = await personOrSignIn('/admin/mails');
  const view = await viewMailTemplates(actor, { location });
  const problems = await viewMailProblems(actor);
  const way = await viewMailWay(actor);
  if (!view.ok) return refusedPage(view.refusal);
  const t = await getTranslations('mails');
  const said = DONE.find((one) => one === done);
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="flex flex-col gap-8">
        {said && <Notice kind="success">{t(`done.${said}`)}</Notice>}
        {way.ok && <WaySummary view={way.value} />}
        {problems.ok && <Problems problems={problems.value} timeZone={view.value.location.timeZone} />}
        <section aria-labelledby="mails" className="flex flex-col gap-4">
          <h2 id="mails" className="text-xl">
            {t('listTitle', { location: view.value.location.name })}
          </h2>
          <p className="prose-width">{t('listLead')}</p>
          {view.value.locations.length > 1 && <Locations view={view.value} />}
          <Mails view={view.value} of="bookings" />
          <h3 className="mt-4 text-lg font-semibold">{t('ofAppointments')}</h3>
          <Mails view={view.value} of="appointments" />
        </section>
        <ReminderCard locationId={view.value.location.id} remindBefore={view.value.remindBefore} />
        <CancelCard locationId={view.value.location.id} to={view.value.cancelMail} />
      </div>
    </>
  );
}

async function Locations({ view: { locations, location } }: { view: MailTemplatesView }) {
  const t = await getTranslations('mails');
  return (
    <nav aria-label={t('locations')}>
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
        {locations.map(({ id, name }) => (
          <li key={id}>
            <Link
              href={`/admin/mails?location=${id}`}
              aria-current={id === location.id ? 'page' : undefined}
              className="text-link inline-flex min-h-8 items-center aria-[current]:font-semibold aria-[current]:no-underline"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

async function Mails({ view, of }: { view: MailTemplatesView; of: 'bookings' | 'appointments' }) {
  const { mails, location } = view;
  const t = await getTranslations('mails');
  const shown = mails.filter(({ isOfAppointments }) => isOfAppointments === (of === 'appointments'));
  const rows = shown.map(({ template, own }) => ({
    key: template,
    cells: [
      <Link
        key="name"
        href={`/admin/mails/${template}?location=${location.id}`}
        className="text-link inline-flex min-h-6 items-center"
      >
        {t(`name.${template}`)}
      </Link>,
      t(`leaves.${template}`),
      own.length === 0 ? (
        <span key="ours" className="text-ink-soft">
          {t('ours')}
        </span>
      ) : (
        t('own', { languages: own.map((one) => t(`languages.${one === 'es' ? 'es' : 'en'}`)).join(', ') })
      ),
    ],
  }));
  const columns = (['mail', 'when', 'words'] as const).map((key) => ({ key, label: t(key) }));
  const caption = of === 'appointments' ? t('ofAppointments') : t('listTitle', { location: location.name });
  return <DataTable caption={caption} columns={columns} rows={rows} />;
}

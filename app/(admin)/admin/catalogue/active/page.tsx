import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { DataTable } from '@/app/_ui/data-table';
import { LinkButton } from '@/app/_ui/link-button';
import { PageHeader } from '@/app/_ui/page-header';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { formatDate, formatTimeRange } from '@/lib/messages/format';
import { type DeactivationView, viewDeactivation } from '@/lib/usecases/set-active';
import { setActiveAction } from '../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('catalogue.active'))('title') };
}

type Props = { searchParams: Promise<{ kind?: string; id?: string }> };

/** Before something is switched off: the bookings that stand, and that they stay. */
export default async function DeactivatePage({ searchParams }: Props) {
  const { kind, id } = await searchParams;
  const actor = await personOrSignIn(`/admin/catalogue/active?kind=${kind}&id=${id}`);
  const view = await viewDeactivation(actor, { kind, id }, new Date());
  if (!view.ok && view.refusal.code === 'not_found') notFound();
  if (!view.ok) return refusedPage(view.refusal);
  const { name, bookings } = view.value;
  const t = await getTranslations('catalogue');
  return (
    <>
      <PageHeader
        title={t('active.confirmTitle', { name })}
        lead={t('active.consequence', { count: bookings.count })}
        crumbs={[{ href: '/admin/catalogue', label: t('title') }]}
      />
      <div className="flex flex-col gap-6">
        <ActForm
          action={setActiveAction}
          hidden={{ kind: view.value.kind, id: view.value.id, active: 'off' }}
          problem={t('problem')}
          className="flex flex-wrap gap-3"
        >
          <SubmitButton variant="danger">{t('active.confirm')}</SubmitButton>
          <LinkButton href={backTo(view.value)}>{t('active.keep')}</LinkButton>
        </ActForm>
        {bookings.count > 0 && <Bookings view={view.value} />}
      </div>
    </>
  );
}

async function Bookings({ view: { bookings } }: { view: DeactivationView }) {
  const [t, locale] = [await getTranslations('catalogue.active'), await getLocale()];
  return (
    <>
      <DataTable
        caption={t('bookings')}
        showCaption
        columns={(['space', 'date', 'time', 'patron'] as const).map((key) => ({ key, label: t(key) }))}
        rows={bookings.first.map(({ publicId, spaceName, patronName, start, end, timeZone }) => ({
          key: `${publicId} ${spaceName}`,
          cells: [
            spaceName,
            formatDate(start, { locale, timeZone }),
            formatTimeRange(start, end, { locale, timeZone }),
            patronName,
          ],
        }))}
      />
      {bookings.count > bookings.first.length && <p>{t('more', { count: bookings.count - bookings.first.length })}</p>}
    </>
  );
}

const backTo = ({ kind, id }: DeactivationView) =>
  kind === 'space'
    ? `/admin/spaces/${id}/edit`
    : `/admin/catalogue/${kind === 'location' ? 'locations' : 'categories'}/${id}`;

import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { DataTable } from '@/app/_ui/data-table';
import { LinkButton } from '@/app/_ui/link-button';
import { PageHeader } from '@/app/_ui/page-header';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { formatDate, formatTimeRange } from '@/lib/messages/format';
import { viewWithdrawal, type WithdrawalView } from '@/lib/usecases/set-offered';
import { setOfferedAction } from './actions';
import { offeredPath } from './offered-path';

type Props = { query: { what?: string; id?: string }; at: 'desk' | 'admin' };

/** Before something is switched off: the appointments that stand, and that they stay. */
export async function WithdrawPage({ query, at }: Props) {
  const actor = await personOrSignIn(`/${at}/appointments/active?what=${query.what}&id=${query.id}`);
  const view = await viewWithdrawal(actor, query, new Date());
  if (!view.ok) notFound();
  const { what, id, name, bookings } = view.value;
  const t = await getTranslations('appointmentAdmin');
  const back = offeredPath(what, id, at);
  const isPage = what === 'person';
  return (
    <>
      <PageHeader
        title={t(isPage ? 'active.confirmPerson' : 'active.confirmTitle', { name })}
        lead={t('active.consequence', { count: bookings.count })}
        crumbs={[{ href: back, label: name }]}
      />
      <div className="flex flex-col gap-6">
        <ActForm
          action={setOfferedAction}
          hidden={{ what, id, at, active: 'off' }}
          problem={t('problem')}
          className="flex flex-wrap gap-3"
        >
          <SubmitButton variant="danger">{t(isPage ? 'active.confirmTake' : 'active.confirm')}</SubmitButton>
          <LinkButton href={back}>{t(isPage ? 'active.keepPage' : 'active.keep')}</LinkButton>
        </ActForm>
        {bookings.count > 0 && <Appointments bookings={bookings} />}
      </div>
    </>
  );
}

async function Appointments({ bookings }: Pick<WithdrawalView, 'bookings'>) {
  const [t, locale] = [await getTranslations('appointmentAdmin.active'), await getLocale()];
  return (
    <>
      <DataTable
        caption={t('bookings')}
        showCaption
        columns={(['with', 'date', 'time', 'patron'] as const).map((key) => ({ key, label: t(key) }))}
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

import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { DoneNotice } from '@/app/(staff)/offering/done-notice';
import { KindsList } from '@/app/(staff)/offering/kinds-list';
import { NoPage } from '@/app/(staff)/offering/no-page';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { formatDuration, formatList } from '@/lib/messages/format';
import { pageOfKinds, viewPersonKinds } from '@/lib/usecases/view-kinds';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('appointmentAdmin.kinds'))('title') };
}

type Props = { searchParams: Promise<{ done?: string }> };

/** One's own kinds of appointment. */
export default async function MyKindsPage({ searchParams }: Props) {
  const actor = await personOrSignIn('/desk/appointments');
  const answer = await viewPersonKinds(actor, {});
  if (!answer.ok) return refusedPage(answer.refusal);
  const [t, locale, view] = [await getTranslations('appointmentAdmin.kinds'), await getLocale(), answer.value];
  if (!view) return <NoPage title={t('title')} />;
  const { page, kinds, ofCategory, plainMinutes } = view;
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        aside={
          <>
            <LinkButton href="/desk/appointments/settings">{t('toSettings')}</LinkButton>
            <LinkButton href="/desk/availability">{t('toAvailability')}</LinkButton>
          </>
        }
      />
      <div className="flex flex-col gap-6">
        <DoneNotice done={(await searchParams).done} />
        {ofCategory.length > 0 && (
          <Notice kind="info" title={t('hidden')} still>
            {t('hiddenText', {
              category: page.category.name,
              names: formatList(
                ofCategory.map(({ name }) => name),
                locale,
              ),
            })}
          </Notice>
        )}
        {kinds.length === 0 && ofCategory.length === 0 && (
          <EmptyState title={t('empty')}>
            {t('emptyText', { duration: formatDuration(plainMinutes, locale), category: page.category.name })}
          </EmptyState>
        )}
        <div>
          <KindsList kinds={kinds} at="desk" owner={{ person: page.id }} page={pageOfKinds(view)} />
        </div>
      </div>
    </>
  );
}

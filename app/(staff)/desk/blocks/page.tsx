import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { DataTable } from '@/app/_ui/data-table';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { deskMay } from '@/lib/usecases/desk-may';
import { viewBlocks } from '@/lib/usecases/view-series-list';
import { liftBlockAction } from '../series/actions';
import { whenText } from '../series/when-text';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('series.blocks'))('title') };
}

type Props = { searchParams: Promise<{ done?: string }> };

export default async function BlocksPage({ searchParams }: Props) {
  const actor = await personOrSignIn('/desk/blocks');
  const answer = await viewBlocks(actor, new Date());
  if (!answer.ok) return refusedPage(answer.refusal);
  const [t, locale, { done }] = [await getTranslations('series.blocks'), await getLocale(), await searchParams];
  const may = deskMay(actor);
  const columns = (['when', 'space', 'why', 'acts'] as const).map((key) => ({ key, label: t(key) }));
  const rows = answer.value.map((block) => {
    const when = whenText(block, { locale, timeZone: block.timeZone });
    return {
      key: block.publicId,
      cells: [
        <Link key="when" href={`/desk/bookings/${block.publicId}`}>
          <span className="tabular inline-block min-w-40">{when}</span>
        </Link>,
        `${block.spaceName}, ${block.locationName}`,
        block.note,
        <div key="acts" className="flex flex-wrap items-center gap-3">
          {may.cancel && (
            <ActForm
              action={liftBlockAction}
              hidden={{ publicId: block.publicId, timeZone: block.timeZone }}
              problem={t('problem')}
            >
              <SubmitButton size="small" variant="secondary" pendingLabel={t('lifting')}>
                {t('lift')}
                <span className="sr-only">: {t('liftOf', { space: block.spaceName, when })}</span>
              </SubmitButton>
            </ActForm>
          )}
          {block.seriesId !== null && <Link href={`/desk/series/${block.seriesId}`}>{t('series')}</Link>}
        </div>,
      ],
    };
  });
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        aside={may.block && <LinkButton href="/desk/blocks/new">{t('new')}</LinkButton>}
      />
      <div className="flex flex-col gap-6">
        {done === 'blocked' && (
          <Notice kind="success" title={t('blocked')}>
            {t('blockedText')}
          </Notice>
        )}
        {done === 'lifted' && <Notice kind="success">{t('lifted')}</Notice>}
        <DataTable
          caption={t('title')}
          columns={columns}
          rows={rows}
          empty={<EmptyState title={t('none')}>{t('noneText')}</EmptyState>}
        />
      </div>
    </>
  );
}

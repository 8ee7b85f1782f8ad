import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { viewSeriesForm } from '@/lib/usecases/view-series-form';
import { seriesFormWords } from '../../series/form-words';
import { SeriesForm } from '../../series/series-form';
import { asChoices } from '../../series/space-choices';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('series.form.block'))('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[]>> };

export default async function BlockTimePage({ searchParams }: Props) {
  const actor = await personOrSignIn('/desk/blocks/new');
  const answer = await viewSeriesForm(actor, await searchParams, new Date());
  if (!answer.ok) return refusedPage(answer.refusal);
  const { locations, given } = answer.value;
  const [t, list] = [await getTranslations('series.form.block'), await getTranslations('series.blocks')];
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} crumbs={[{ href: '/desk/blocks', label: list('title') }]} />
      <SeriesForm
        kind="block"
        locations={asChoices(locations)}
        initial={{ spaces: String(given.spaceId ?? ''), date: given.date, start: given.start }}
        words={await seriesFormWords('block')}
      />
    </>
  );
}

import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { viewSeriesForm } from '@/lib/usecases/view-series-form';
import { seriesFormWords } from '../series/form-words';
import { SeriesForm } from '../series/series-form';
import { asChoices } from '../series/space-choices';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('series.form.book'))('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[]>> };

export default async function BookForSomebodyPage({ searchParams }: Props) {
  const actor = await personOrSignIn('/desk/book');
  const answer = await viewSeriesForm(actor, await searchParams, new Date());
  if (!answer.ok) return refusedPage(answer.refusal);
  const { locations, given } = answer.value;
  const t = await getTranslations('series.form.book');
  const { spaceId, date, start, minutes } = given;
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <SeriesForm
        kind="book"
        locations={asChoices(locations)}
        initial={{ spaces: String(spaceId ?? ''), date, start, minutes: String(minutes), locale: actor.locale }}
        words={await seriesFormWords('book')}
      />
    </>
  );
}

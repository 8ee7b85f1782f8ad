import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { deskMay } from '@/lib/usecases/desk-may';
import { viewSeries } from '@/lib/usecases/view-series';
import { Review } from './review';
import { Saved } from './saved';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('series.saved'))('title') };
}

type Props = {
  params: Promise<{ seriesId: string }>;
  searchParams: Promise<{ open?: string; cancelled?: string }>;
};

/** A draft to look at and decide on; afterwards, what came of it. */
export default async function SeriesPage({ params, searchParams }: Props) {
  const [{ seriesId }, { open, cancelled }] = [await params, await searchParams];
  const actor = await personOrSignIn(`/desk/series/${encodeURIComponent(seriesId)}`);
  const answer = await viewSeries(actor, { seriesId }, new Date());
  if (!answer.ok && answer.refusal.code !== 'not_allowed') notFound();
  if (!answer.ok) return refusedPage(answer.refusal);
  const view = answer.value;
  return view.state === 'draft' ? (
    <Review view={view} tries={Number(open) || 0} />
  ) : (
    <Saved view={view} cancelled={Number(cancelled) || 0} may={deskMay(actor)} />
  );
}

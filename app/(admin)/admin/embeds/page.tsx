import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { isEmbedOrigin } from '@/lib/embed-origins';
import { viewEmbeds } from '@/lib/usecases/view-embeds';
import { MakeCard } from './make-card';
import { PreviewCard } from './preview-card';
import { SitesCard } from './sites-card';

type Query = { added?: string | string[]; removed?: string; accent?: string | string[] };
type Props = { searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('embed.admin'))('title') };
}

/** Which sites may show booking in a frame, and what they put on their pages for it. */
export default async function EmbedsPage({ searchParams }: Props) {
  const query = await searchParams;
  const view = await viewEmbeds(await personOrSignIn('/admin/embeds'), query);
  if (!view.ok) return refusedPage(view.refusal);
  const t = await getTranslations('embed.admin');
  const { origins, chosen, look } = view.value;
  const added = typeof query.added === 'string' && isEmbedOrigin(query.added) ? query.added : null;
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="flex flex-col gap-8">
        {added && <Notice kind="success">{t('added', { origin: added })}</Notice>}
        {query.removed === '1' && <Notice kind="success">{t('removed')}</Notice>}
        <SitesCard origins={origins} />
        <MakeCard view={view.value} accent={typeof query.accent === 'string' ? query.accent.slice(0, 20) : ''} />
        {chosen && <PreviewCard chosen={chosen} look={look} />}
      </div>
    </>
  );
}

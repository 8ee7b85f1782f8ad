import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { CatalogueForm } from '@/app/(admin)/admin/catalogue/catalogue-form';
import { makeFeedAction } from '@/app/(staff)/feeds/feed-actions';
import { feedFields, feedFormWords } from '@/app/(staff)/feeds/feed-fields';
import { FeedList } from '@/app/(staff)/feeds/feed-list';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { viewFeeds } from '@/lib/usecases/view-feeds';

type Props = { searchParams: Promise<{ done?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('feeds'))('title') };
}

/** Calendars of spaces, categories and people that other calendar programs subscribe to. */
export default async function FeedsPage({ searchParams }: Props) {
  const view = await viewFeeds(await personOrSignIn('/admin/api/feeds'));
  if (!view.ok) return refusedPage(view.refusal);
  const [t, api, { done }] = [await getTranslations('feeds'), await getTranslations('api'), await searchParams];
  const { feeds, choices } = view.value;
  const of = choices.map(({ kind, id, name }) => ({ value: `${kind} ${id}`, label: t(`of.${kind}`, { name }) }));
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} crumbs={[{ href: '/admin/api', label: api('title') }]} />
      <div className="flex flex-col gap-8">
        {(done === 'made' || done === 'revoked') && <Notice kind="success">{t(`done.${done}`)}</Notice>}
        <FeedList feeds={feeds} at="admin" />
        {of.length > 0 && (
          <Card title={t('form.title')} id="make">
            <CatalogueForm
              key={feeds.length}
              action={makeFeedAction}
              fields={[
                { kind: 'select', name: 'of', label: t('form.of'), value: of[0]?.value, choices: of },
                ...(await feedFields(await getLocale())),
              ]}
              hidden={{ at: 'admin' }}
              words={await feedFormWords()}
            />
          </Card>
        )}
      </div>
    </>
  );
}

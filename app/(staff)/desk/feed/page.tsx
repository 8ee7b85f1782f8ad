import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { CatalogueForm } from '@/app/(admin)/admin/catalogue/catalogue-form';
import { makeFeedAction } from '@/app/(staff)/feeds/feed-actions';
import { feedFields, feedFormWords } from '@/app/(staff)/feeds/feed-fields';
import { FeedList } from '@/app/(staff)/feeds/feed-list';
import { NoPage } from '@/app/(staff)/offering/no-page';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { viewOwnFeeds } from '@/lib/usecases/view-feeds';

type Props = { searchParams: Promise<{ done?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('feeds.own'))('title') };
}

/** One's own appointments for a calendar program that is not Outlook. */
export default async function OwnFeedPage({ searchParams }: Props) {
  const view = await viewOwnFeeds(await personOrSignIn('/desk/feed'));
  if (!view.ok) return refusedPage(view.refusal);
  const [t, all, { done }] = [await getTranslations('feeds.own'), await getTranslations('feeds'), await searchParams];
  if (!view.value) return <NoPage title={t('title')} />;
  const { resourceId, feeds } = view.value;
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        crumbs={[{ href: '/desk/calendar', label: (await getTranslations('desk.sections'))('calendar') }]}
      />
      <div className="flex flex-col gap-8">
        {(done === 'made' || done === 'revoked') && <Notice kind="success">{all(`done.${done}`)}</Notice>}
        <FeedList feeds={feeds} at="desk" />
        <Card title={all('form.title')} id="make">
          <CatalogueForm
            key={feeds.length}
            action={makeFeedAction}
            fields={await feedFields(await getLocale(), 'own')}
            hidden={{ at: 'desk', of: `person ${resourceId}` }}
            words={await feedFormWords()}
          />
        </Card>
      </div>
    </>
  );
}

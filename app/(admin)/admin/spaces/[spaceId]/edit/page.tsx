import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { LinkButton } from '@/app/_ui/link-button';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { viewSpaceForm } from '@/lib/usecases/view-space-form';
import { ActiveCard } from '../../../catalogue/active-card';
import { CatalogueForm } from '../../../catalogue/catalogue-form';
import { DoneNotice } from '../../../catalogue/done-notice';
import { QuestionsCard } from '../../../catalogue/questions-card';
import { formWords } from '../../../catalogue/shared-fields';
import { saveSpaceAction } from '../../space-actions';
import { spaceFields } from '../../space-fields';
import { PartsCard } from './parts-card';
import { PictureCard } from './picture-card';

type Props = { params: Promise<{ spaceId: string }>; searchParams: Promise<{ done?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('catalogue.space'))('title') };
}

export default async function EditSpacePage({ params, searchParams }: Props) {
  const [{ spaceId }, { done }] = [await params, await searchParams];
  const actor = await personOrSignIn(`/admin/spaces/${spaceId}/edit`);
  const view = await viewSpaceForm(actor, { id: spaceId });
  if (!view.ok && view.refusal.code === 'not_found') notFound();
  if (!view.ok) return refusedPage(view.refusal);
  if (!view.value.space) notFound();
  const { space, location, categoryId, categories } = view.value;
  const t = await getTranslations('catalogue');
  return (
    <>
      <PageHeader
        title={space.name}
        lead={t('space.lead')}
        crumbs={[
          { href: '/admin/catalogue', label: t('title') },
          { href: `/admin/catalogue/locations/${location.id}`, label: location.name },
          {
            href: `/admin/catalogue/categories/${categoryId}`,
            label: categories.find(({ id }) => id === categoryId)?.name ?? '',
          },
        ]}
        aside={
          <>
            <LinkButton href={`/spaces/${space.id}`}>{t('space.see')}</LinkButton>
            {!space.isSeat && !space.isContainer && (
              <LinkButton href={`/admin/spaces/${space.id}`}>{t('space.toOutlook')}</LinkButton>
            )}
          </>
        }
      />
      <div className="flex flex-col gap-6">
        <DoneNotice done={done} />
        <Card title={t('space.about')} id="about">
          <CatalogueForm
            // What was saved is shown anew: a form keeps what it began with.
            key={JSON.stringify(space)}
            action={saveSpaceAction}
            fields={await spaceFields(view.value)}
            hidden={{ id: space.id }}
            words={await formWords()}
          />
        </Card>
        <PictureCard spaceId={space.id} picture={view.value.picture} />
        <PartsCard view={view.value} space={space} />
        <QuestionsCard place={{ resourceId: space.id }} />
        <ActiveCard kind="space" id={space.id} active={space.active} />
      </div>
    </>
  );
}

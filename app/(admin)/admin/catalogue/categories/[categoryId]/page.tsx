import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { viewCategory } from '@/lib/usecases/view-catalogue';
import { saveCategoryAction } from '../../actions';
import { ActiveCard } from '../../active-card';
import { CatalogueForm } from '../../catalogue-form';
import { DoneNotice } from '../../done-notice';
import { ElsewhereCard } from '../../elsewhere-card';
import { QuestionsCard } from '../../questions-card';
import { formWords } from '../../shared-fields';
import { categoryFields } from './category-fields';
import { SpacesCard } from './spaces-card';

type Props = {
  params: Promise<{ categoryId: string }>;
  searchParams: Promise<{ done?: string; location?: string }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('catalogue.category'))('title') };
}

/** `/new?location=` is the form of a new one. */
export default async function CategoryPage({ params, searchParams }: Props) {
  const [{ categoryId }, { done, location: locationId }] = [await params, await searchParams];
  const actor = await personOrSignIn(`/admin/catalogue/categories/${categoryId}`);
  const view = await viewCategory(actor, categoryId === 'new' ? { locationId } : { id: categoryId });
  if (!view.ok && view.refusal.code === 'not_found') notFound();
  if (!view.ok) return refusedPage(view.refusal);
  const { category, location, spaces } = view.value;
  // People are arranged on pages of their own.
  if (category?.kind === 'person')
    redirect(`/admin/appointments/categories/${category.id}${done ? `?done=${encodeURIComponent(done)}` : ''}`);
  const t = await getTranslations('catalogue');
  return (
    <>
      <PageHeader
        title={category?.name ?? t('category.new', { location: location.name })}
        lead={t('category.lead')}
        crumbs={[
          { href: '/admin/catalogue', label: t('title') },
          { href: `/admin/catalogue/locations/${location.id}`, label: location.name },
        ]}
      />
      <div className="flex flex-col gap-6">
        <DoneNotice done={done} />
        <Card title={t('category.about')} id="about">
          <CatalogueForm
            // What was saved is shown anew: a form keeps what it began with.
            key={JSON.stringify(category)}
            action={saveCategoryAction}
            fields={await categoryFields(view.value)}
            hidden={{ locationId: location.id, ...(category && { id: category.id }) }}
            words={await formWords()}
          />
        </Card>
        {category && (
          <>
            <ElsewhereCard
              id="rules"
              title={t('category.rules')}
              text={t('category.rulesText')}
              links={[
                { href: `/admin/rules/${category.id}`, label: t('elsewhere.rules', { name: category.name }) },
                { href: `/admin/hours/category/${category.id}`, label: t('elsewhere.hours', { name: category.name }) },
              ]}
            />
            <SpacesCard categoryId={category.id} spaces={spaces} />
            <QuestionsCard place={{ categoryId: category.id }} />
            <ActiveCard kind="category" id={category.id} active={category.active} />
          </>
        )}
      </div>
    </>
  );
}

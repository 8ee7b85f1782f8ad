import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { PageHeader } from '@/app/_ui/page-header';
import { CatalogueForm } from '@/app/(admin)/admin/catalogue/catalogue-form';
import { ElsewhereCard } from '@/app/(admin)/admin/catalogue/elsewhere-card';
import { DoneNotice } from '@/app/(staff)/offering/done-notice';
import { formWords } from '@/app/(staff)/offering/form-words';
import { KindsList } from '@/app/(staff)/offering/kinds-list';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { viewCategory } from '@/lib/usecases/view-catalogue';
import { viewCategoryKinds } from '@/lib/usecases/view-kinds';
import { savePeopleCategoryAction } from '../../actions';
import { CategoryActiveCard } from './category-active-card';
import { categoryFields } from './category-fields';
import { PeopleCard } from './people-card';

type Props = {
  params: Promise<{ categoryId: string }>;
  searchParams: Promise<{ done?: string; location?: string }>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('appointmentAdmin.category'))('title') };
}

/** A category of people; `/new?location=` is the form of a new one. */
export default async function PeopleCategoryPage({ params, searchParams }: Props) {
  const [{ categoryId }, { done, location: locationId }] = [await params, await searchParams];
  const actor = await personOrSignIn(`/admin/appointments/categories/${categoryId}`);
  const view = await viewCategory(actor, categoryId === 'new' ? { locationId } : { id: categoryId });
  if (!view.ok || view.value.category?.kind === 'space') notFound();
  const { category, location, spaces: people } = view.value;
  const t = await getTranslations('appointmentAdmin');
  const kinds = category ? await viewCategoryKinds(actor, category.id) : null;
  return (
    <>
      <PageHeader
        title={category?.name ?? t('category.new', { location: location.name })}
        lead={t('category.lead')}
        crumbs={[{ href: '/admin/appointments', label: t('title') }]}
      />
      <div className="flex flex-col gap-6">
        <DoneNotice done={done} />
        <Card title={t('category.about')} id="about">
          <CatalogueForm
            // What was saved is shown anew: a form keeps what it began with.
            key={JSON.stringify(category)}
            action={savePeopleCategoryAction}
            fields={await categoryFields(view.value)}
            hidden={{ locationId: location.id, ...(category && { id: category.id }) }}
            words={await formWords()}
          />
        </Card>
        {category && (
          <>
            <Card title={t('category.kinds')} id="kinds">
              <p className="prose-width mb-4 text-ink-soft">{t('category.kindsLead')}</p>
              <KindsList
                kinds={kinds?.ok ? kinds.value : []}
                at="admin"
                owner={{ category: category.id }}
                page={category.active ? { locationId: location.id } : null}
              />
            </Card>
            <PeopleCard people={people} />
            <ElsewhereCard
              id="rules"
              title={t('category.rules')}
              text={t('category.rulesText')}
              links={[{ href: `/admin/rules/${category.id}`, label: t('category.toRules', { name: category.name }) }]}
            />
            <CategoryActiveCard id={category.id} active={category.active} />
          </>
        )}
      </div>
    </>
  );
}

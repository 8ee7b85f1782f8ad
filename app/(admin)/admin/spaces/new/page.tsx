import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { LinkButton } from '@/app/_ui/link-button';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { viewCatalogue } from '@/lib/usecases/view-catalogue';
import { viewSpaceForm } from '@/lib/usecases/view-space-form';
import { CatalogueForm } from '../../catalogue/catalogue-form';
import { formWords } from '../../catalogue/shared-fields';
import { saveSpaceAction } from '../space-actions';
import { spaceFields } from '../space-fields';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('catalogue.space'))('new') };
}

type Props = { searchParams: Promise<{ category?: string }> };

/** First the category, which says where it is and by which rules it is booked; then the space itself. */
export default async function NewSpacePage({ searchParams }: Props) {
  const { category } = await searchParams;
  const actor = await personOrSignIn(category ? `/admin/spaces/new?category=${category}` : '/admin/spaces/new');
  const t = await getTranslations('catalogue');
  if (!category) return <ChooseCategory />;
  const view = await viewSpaceForm(actor, { categoryId: category });
  if (!view.ok && view.refusal.code === 'not_found') notFound();
  if (!view.ok) return refusedPage(view.refusal);
  return (
    <>
      <PageHeader
        title={t('space.new')}
        lead={t('space.newLead', { location: view.value.location.name })}
        crumbs={[{ href: '/admin/spaces', label: t('space.list') }]}
      />
      <Card>
        <CatalogueForm action={saveSpaceAction} fields={await spaceFields(view.value)} words={await formWords()} />
      </Card>
    </>
  );
}

async function ChooseCategory() {
  const t = await getTranslations('catalogue');
  const answer = await viewCatalogue(await personOrSignIn('/admin/spaces/new'));
  if (!answer.ok) return refusedPage(answer.refusal);
  return (
    <>
      <PageHeader
        title={t('space.new')}
        lead={t('space.chooseLead')}
        crumbs={[{ href: '/admin/spaces', label: t('space.list') }]}
      />
      <div className="flex flex-col gap-6">
        {answer.value.map(({ id, name, categories }) => (
          <Card key={id} id={`location-${id}`} title={name}>
            <ul className="flex flex-wrap gap-3">
              {categories
                .filter(({ kind }) => kind === 'space')
                .map((one) => (
                  <li key={one.id}>
                    <LinkButton href={`/admin/spaces/new?category=${one.id}`}>{one.name}</LinkButton>
                  </li>
                ))}
            </ul>
          </Card>
        ))}
        <p>
          <LinkButton href="/admin/catalogue">{t('space.otherCategory')}</LinkButton>
        </p>
      </div>
    </>
  );
}

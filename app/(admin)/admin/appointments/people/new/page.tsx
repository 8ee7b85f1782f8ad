import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/app/_ui/empty-state';
import { LinkButton } from '@/app/_ui/link-button';
import { PageHeader } from '@/app/_ui/page-header';
import { CatalogueForm } from '@/app/(admin)/admin/catalogue/catalogue-form';
import { formWords } from '@/app/(staff)/offering/form-words';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { adminMay } from '@/lib/usecases/admin-may';
import { viewNewPage } from '@/lib/usecases/view-appointment-admin';
import { givePageAction } from '../../actions';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('appointmentAdmin.person'))('new') };
}

/** A staff account becomes somebody whom patrons can meet. */
export default async function NewPersonPage() {
  const actor = await personOrSignIn('/admin/appointments/people/new');
  const answer = await viewNewPage(actor);
  if (!answer.ok) return refusedPage(answer.refusal);
  const { accounts, categories } = answer.value;
  const t = await getTranslations('appointmentAdmin');
  return (
    <>
      <PageHeader
        title={t('person.new')}
        lead={t('person.newLead')}
        crumbs={[{ href: '/admin/appointments', label: t('title') }]}
      />
      {accounts.length === 0 ? (
        <EmptyState
          title={t('person.nobodyTitle')}
          action={
            adminMay(actor).people && (
              <LinkButton href="/admin/people">{(await getTranslations('admin.sections'))('people')}</LinkButton>
            )
          }
        >
          {t('person.nobody')}
        </EmptyState>
      ) : categories.length === 0 ? (
        <EmptyState
          title={t('person.noCategoryTitle')}
          action={<LinkButton href="/admin/appointments">{t('title')}</LinkButton>}
        >
          {t('person.noCategory')}
        </EmptyState>
      ) : (
        <CatalogueForm
          action={givePageAction}
          fields={[
            {
              ...{ kind: 'select', name: 'personId', label: t('person.account'), hint: t('person.accountHint') },
              choices: accounts.map(({ id, name, email }) => ({ value: String(id), label: `${name} (${email})` })),
            },
            {
              ...{ kind: 'select', name: 'categoryId', label: t('person.category') },
              choices: categories.map(({ id, name, location }) => ({
                ...{ value: String(id), label: `${location}: ${name}` },
              })),
            },
            { kind: 'line', name: 'slug', label: t('slug'), hint: t('slugHint') },
            {
              ...{ kind: 'line', name: 'name', label: t('settings.publicName'), hint: t('person.nameOptional') },
              optional: true,
            },
            { kind: 'text', name: 'subjects', label: t('subjects'), hint: t('subjectsHint'), optional: true },
          ]}
          words={{ ...(await formWords()), save: t('person.make') }}
        />
      )}
    </>
  );
}

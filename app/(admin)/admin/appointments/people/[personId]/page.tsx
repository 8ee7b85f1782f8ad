import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { LinkButton } from '@/app/_ui/link-button';
import { Notice } from '@/app/_ui/notice';
import { PageHeader } from '@/app/_ui/page-header';
import { CatalogueForm } from '@/app/(admin)/admin/catalogue/catalogue-form';
import { ActiveCard } from '@/app/(staff)/offering/active-card';
import { DoneNotice } from '@/app/(staff)/offering/done-notice';
import { formWords } from '@/app/(staff)/offering/form-words';
import { KindsList } from '@/app/(staff)/offering/kinds-list';
import { SettingsCard } from '@/app/(staff)/offering/settings-card';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { viewNewPage } from '@/lib/usecases/view-appointment-admin';
import { viewAppointmentSettings } from '@/lib/usecases/view-appointment-settings';
import { pageOfKinds, viewPersonKinds } from '@/lib/usecases/view-kinds';
import { movePersonAction } from '../../actions';

type Props = { params: Promise<{ personId: string }>; searchParams: Promise<{ done?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('appointmentAdmin'))('title') };
}

/** One person whom patrons can meet, as admins see them. */
export default async function PersonAdminPage({ params, searchParams }: Props) {
  const [{ personId: id }, { done }] = [await params, await searchParams];
  const actor = await personOrSignIn(`/admin/appointments/people/${id}`);
  const [settings, kinds, choices] = [
    await viewAppointmentSettings(actor, { id }),
    await viewPersonKinds(actor, { id }),
    await viewNewPage(actor),
  ];
  if (!settings.ok || !settings.value || !kinds.ok || !kinds.value || !choices.ok) notFound();
  const [t, page, { ofCategory }] = [await getTranslations('appointmentAdmin'), settings.value, kinds.value];
  const { fullName, email, category, location, name } = page;
  return (
    <>
      <PageHeader
        title={name}
        lead={t('person.lead', { full: fullName, email, category: category.name, location: location.name })}
        crumbs={[
          { href: '/admin/appointments', label: t('title') },
          { href: `/admin/appointments/categories/${category.id}`, label: category.name },
        ]}
        aside={<LinkButton href={`/appointments/${page.slug}`}>{t('toPublic')}</LinkButton>}
      />
      <div className="flex flex-col gap-6">
        <DoneNotice done={done} />
        <SettingsCard page={page} at="admin" />
        <Card title={t('person.kinds')} id="kinds">
          {ofCategory.length > 0 && (
            <div className="mb-4">
              <Notice kind="info" title={t('kinds.hidden')} still>
                {t('category.kindsLead')}
              </Notice>
            </div>
          )}
          <KindsList kinds={kinds.value.kinds} at="admin" owner={{ person: page.id }} page={pageOfKinds(kinds.value)} />
        </Card>
        <Card title={t('person.availability')} id="availability">
          <p className="prose-width mb-4">{t('person.availabilityText')}</p>
          <LinkButton href={`/desk/availability?person=${page.id}`}>{t('person.toAvailability', { name })}</LinkButton>
        </Card>
        <Card title={t('person.move')} id="category">
          <p className="prose-width mb-4 text-ink-soft">{t('person.moveLead')}</p>
          <CatalogueForm
            key={category.id}
            id="move-"
            action={movePersonAction}
            fields={[
              {
                ...{ kind: 'select', name: 'categoryId', label: t('person.category'), value: String(category.id) },
                choices: choices.value.categories.map((one) => ({
                  ...{ value: String(one.id), label: `${one.location}: ${one.name}` },
                })),
              },
            ]}
            hidden={{ id: page.id }}
            words={{ ...(await formWords()), save: t('person.moveSave') }}
            variant="secondary"
          />
        </Card>
        <ActiveCard what="person" id={page.id} active={page.active} at="admin" />
      </div>
    </>
  );
}

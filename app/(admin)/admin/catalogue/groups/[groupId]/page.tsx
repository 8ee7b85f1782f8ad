import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { PageHeader } from '@/app/_ui/page-header';
import { SubmitButton } from '@/app/_ui/submit-button';
import { ActForm } from '@/app/(staff)/act-form';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { TwoSteps } from '@/app/(staff)/two-steps';
import { viewPatronGroups } from '@/lib/usecases/view-catalogue';
import { removeGroupAction, saveGroupAction } from '../../actions';
import { CatalogueForm, type FormField } from '../../catalogue-form';
import { formWords } from '../../shared-fields';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('catalogue.groups'))('title') };
}

/** `/new` is the form of a new one. */
export default async function GroupPage({ params }: { params: Promise<{ groupId: string }> }) {
  const { groupId } = await params;
  const actor = await personOrSignIn(`/admin/catalogue/groups/${groupId}`);
  const answer = await viewPatronGroups(actor);
  if (!answer.ok) return refusedPage(answer.refusal);
  const group = answer.value.find(({ id }) => String(id) === groupId);
  if (!group && groupId !== 'new') notFound();
  const t = await getTranslations('catalogue');
  const fields: FormField[] = [
    { kind: 'line', name: 'name', label: t('name'), value: group?.name },
    {
      ...{ kind: 'text', name: 'domains', label: t('groups.domains'), hint: t('groups.domainsHint') },
      ...{ value: group?.domains.join('\n'), optional: true },
    },
    {
      ...{ kind: 'text', name: 'members', label: t('groups.members'), hint: t('groups.membersHint') },
      ...{ value: group?.members.join('\n'), optional: true },
    },
  ];
  return (
    <>
      <PageHeader
        title={group?.name ?? t('groups.new')}
        lead={t('groups.formLead')}
        crumbs={[
          { href: '/admin/catalogue', label: t('title') },
          { href: '/admin/catalogue/groups', label: t('groups.title') },
        ]}
      />
      <div className="flex flex-col gap-6">
        <Card>
          <CatalogueForm
            action={saveGroupAction}
            fields={fields}
            hidden={group ? { id: group.id } : {}}
            words={await formWords()}
          />
        </Card>
        {group && (
          <TwoSteps open={t('remove')}>
            <p>{t('groups.removeText')}</p>
            <ActForm action={removeGroupAction} hidden={{ id: group.id }} problem={t('problem')}>
              <SubmitButton variant="danger">{t('groups.removeThis', { name: group.name })}</SubmitButton>
            </ActForm>
          </TwoSteps>
        )}
      </div>
    </>
  );
}

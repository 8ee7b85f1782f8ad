import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/app/_ui/card';
import { LinkButton } from '@/app/_ui/link-button';
import { PageHeader } from '@/app/_ui/page-header';
import { CatalogueForm, type FormField } from '@/app/(admin)/admin/catalogue/catalogue-form';
import { accessField } from '@/app/(admin)/admin/catalogue/shared-fields';
import { ActiveCard } from '@/app/(staff)/offering/active-card';
import { DoneNotice } from '@/app/(staff)/offering/done-notice';
import { formWords } from '@/app/(staff)/offering/form-words';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { type GroupView, viewAppointmentGroup } from '@/lib/usecases/view-appointment-admin';
import { saveGroupAction } from '../../actions';

type Props = { params: Promise<{ groupId: string }>; searchParams: Promise<{ done?: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('appointmentAdmin.group'))('title') };
}

/** A group of people; `/new` is the form of a new one. */
export default async function GroupPage({ params, searchParams }: Props) {
  const [{ groupId }, { done }] = [await params, await searchParams];
  const actor = await personOrSignIn(`/admin/appointments/groups/${groupId}`);
  const view = await viewAppointmentGroup(actor, groupId === 'new' ? {} : { id: groupId });
  if (!view.ok) notFound();
  const { group } = view.value;
  const t = await getTranslations('appointmentAdmin');
  return (
    <>
      <PageHeader
        title={group?.name ?? t('group.new')}
        lead={t('group.lead')}
        crumbs={[{ href: '/admin/appointments', label: t('title') }]}
        aside={group && <LinkButton href={`/appointments/${group.slug}`}>{t('toPublic')}</LinkButton>}
      />
      <div className="flex flex-col gap-6">
        <DoneNotice done={done} />
        <Card title={t('group.about')} id="about">
          <CatalogueForm
            // What was saved is shown anew: a form keeps what it began with.
            key={JSON.stringify(group)}
            action={saveGroupAction}
            fields={await groupFields(view.value)}
            hidden={group ? { id: group.id } : {}}
            words={await formWords()}
          />
        </Card>
        {group && <ActiveCard what="group" id={group.id} active={group.active} at="admin" />}
      </div>
    </>
  );
}

async function groupFields({ group, people }: GroupView): Promise<FormField[]> {
  const t = await getTranslations('appointmentAdmin');
  return [
    { kind: 'line', name: 'name', label: t('name'), value: group?.name },
    { kind: 'line', name: 'slug', label: t('slug'), hint: t('slugHint'), value: group?.slug },
    { kind: 'text', name: 'description', label: t('description'), value: group?.description, optional: true },
    {
      ...{ kind: 'checks', name: 'members', label: t('group.members'), hint: t('group.membersHint') },
      value: group?.members.join(),
      choices: people.map(({ id, name, category, onlyHere }) => ({
        ...{ value: String(id), label: t('group.memberOf', { name, category, onlyHere }) },
      })),
    },
    {
      ...{ kind: 'switch', name: 'anyMember', label: t('group.anyMember'), hint: t('group.anyMemberHint') },
      value: group === null || group.anyMember ? 'on' : '',
    },
    await accessField(group?.access ?? 'public'),
  ];
}

import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { viewHoursChange } from '@/lib/usecases/view-hours-change';
import { ownerCrumbs, ownerPath } from '../../owner-crumbs';
import { ChangeText } from './change-text';
import { Draft } from './draft';
import { Outcomes } from './outcomes';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('hours.change'))('title') };
}

type Props = { params: Promise<{ changeId: string }>; searchParams: Promise<{ grew?: string }> };

export default async function HoursChangePage({ params, searchParams }: Props) {
  const [{ changeId }, { grew }] = [await params, await searchParams];
  const actor = await personOrSignIn(`/admin/hours/changes/${changeId}`);
  const answer = await viewHoursChange(actor, { changeId }, new Date());
  // What a draft was about may be gone, or be refused by now: then there is nothing to decide on.
  if (!answer.ok && answer.refusal.code !== 'not_allowed') notFound();
  if (!answer.ok) return refusedPage(answer.refusal);
  const view = answer.value;
  const [t, admin] = [await getTranslations('hours.change'), await getTranslations('hours.admin')];
  const crumbs = [...ownerCrumbs(view.owner, admin('title')), { href: ownerPath(view.owner), label: view.owner.name }];
  const title =
    view.state === 'draft'
      ? t(view.affected.length > 0 ? 'title' : 'none')
      : t(view.state === 'done' ? 'doneTitle' : 'workingTitle');
  const lead = view.state === 'draft' ? leadOf(view.affected.length, view.owner.name, t) : undefined;
  return (
    <>
      <PageHeader title={title} lead={lead} crumbs={crumbs} />
      <div className="flex flex-col gap-8">
        <ChangeText change={view.change} />
        {view.state === 'draft' ? <Draft view={view} grew={Number(grew) || 0} /> : <Outcomes view={view} />}
      </div>
    </>
  );
}

type Words = Awaited<ReturnType<typeof getTranslations<'hours.change'>>>;

const leadOf = (count: number, name: string, t: Words) => (count > 0 ? t('lead', { count, name }) : t('noneText'));

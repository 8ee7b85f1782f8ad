import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { LinkButton } from '@/app/_ui/link-button';
import { PageHeader } from '@/app/_ui/page-header';
import { personOrSignIn } from '@/app/(staff)/person-or-sign-in';
import { refusedPage } from '@/app/(staff)/refused-page';
import { viewHours } from '@/lib/usecases/view-hours';
import { HoursForm } from '../../../hours-form';
import { hoursFormWords } from '../../../hours-form-words';
import { ownerCrumbs, ownerPath } from '../../../owner-crumbs';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('hours.exception'))('title') };
}

type Props = { params: Promise<{ level: string; id: string }> };

/** One day, or several in a row, that are not as the week has them. */
export default async function ExceptionPage({ params }: Props) {
  const { level, id } = await params;
  const actor = await personOrSignIn(`/admin/hours/${level}/${id}/exception`);
  const answer = await viewHours(actor, { level, id }, new Date());
  if (!answer.ok && answer.refusal.code === 'not_found') notFound();
  if (!answer.ok) return refusedPage(answer.refusal);
  const { owner } = answer.value;
  const [t, week, admin] = [
    await getTranslations('hours.exception'),
    await getTranslations('hours.week'),
    await getTranslations('hours.admin'),
  ];
  const crumbs = [...ownerCrumbs(owner, admin('title')), { href: ownerPath(owner), label: owner.name }];
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead', { name: owner.name })} crumbs={crumbs} />
      <HoursForm
        hidden={{ level: owner.level, id: owner.id, kind: 'exception' }}
        head={{
          title: week('dates'),
          lines: [
            { name: 'from', type: 'date', label: t('from'), hint: '', optional: false },
            { name: 'to', type: 'date', label: t('to'), hint: t('toHint'), optional: true },
          ],
        }}
        days={{ title: admin('what'), list: [{ day: 0, legend: t('day'), more: week('more', { day: t('day') }) }] }}
        foot={[{ name: 'note', type: 'text', label: t('note'), hint: t('noteHint'), optional: true }]}
        words={await hoursFormWords()}
        initial={{ 'day-0': 'closed' }}
        back={
          <LinkButton href={ownerPath(owner)} variant="quiet">
            {week('cancel')}
          </LinkButton>
        }
      />
    </>
  );
}
